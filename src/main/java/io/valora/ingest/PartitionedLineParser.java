package io.valora.ingest;

import io.valora.ingest.lines.BadLineException;
import io.valora.schema.TableSchema;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes columns that a row doesn't have from the folders of its file, as in {@code
 * dt=2024-01-31/part-0.csv}. Folder names are decoded as Spark and Hive write them.
 */
final class PartitionedLineParser implements LineParser {
  private static final Pattern KEY = Pattern.compile("([^/=]+)=([^/]*)/");
  private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private final LineParser rows;
  private final String[] values;

  private PartitionedLineParser(LineParser rows, String[] values) {
    this.rows = rows;
    this.values = values;
  }

  /**
   * @param keys of the path of the file
   */
  static LineParser of(LineParser rows, TableSchema schema, Map<String, String> keys) {
    String[] values =
        schema.columns().stream().map(column -> keys.get(column.source())).toArray(String[]::new);
    boolean any = schema.columns().stream().anyMatch(column -> keys.containsKey(column.source()));
    return any ? new PartitionedLineParser(rows, values) : rows;
  }

  /** The names and values among the folders of a path; null for Hive's null. */
  static Map<String, String> keys(String path) {
    Map<String, String> keys = new LinkedHashMap<>();
    Matcher matcher = KEY.matcher(path);
    while (matcher.find()) {
      String value = decoded(matcher.group(2));
      keys.put(decoded(matcher.group(1)), value.equals(NULL) ? null : value);
    }
    return keys;
  }

  @Override
  public String[] cells(String line) throws BadLineException {
    String[] cells = rows.cells(line);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i] == null ? values[i] : cells[i];
    }
    return cells;
  }

  private static String decoded(String text) {
    return ENCODED
        .matcher(text)
        .replaceAll(
            code ->
                Matcher.quoteReplacement(
                    URLDecoder.decode(code.group(), StandardCharsets.ISO_8859_1)));
  }
}
