package io.valora.ingest.tables;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns that the folders of a partitioned table hold: {@code dt=2026-01-31/part-0.parquet}. The
 * values are texts, as the folders have them, so that no digit of an id is lost.
 */
public final class PartitionPath {
  private static final Pattern FOLDER = Pattern.compile("([^/=]+)=([^/]*)/");

  /** Spark and Hive write ASCII characters so; others write the bytes of UTF-8. */
  private static final Pattern ENCODED = Pattern.compile("(%[0-9A-Fa-f]{2})+");

  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private PartitionPath() {}

  /**
   * Values by name, of all folders above the file, since a job reads those alone that it declares;
   * of two with one name the nearer counts. A value is null where the row had none.
   */
  public static Map<String, String> valuesOf(String file) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher folder = FOLDER.matcher(file);
    while (folder.find()) {
      String value = decoded(folder.group(2));
      values.put(decoded(folder.group(1)), value.equals(NULL) ? null : value);
    }
    return values;
  }

  private static String decoded(String text) {
    return ENCODED
        .matcher(text)
        .replaceAll(
            codes ->
                Matcher.quoteReplacement(URLDecoder.decode(codes.group(), StandardCharsets.UTF_8)));
  }
}
