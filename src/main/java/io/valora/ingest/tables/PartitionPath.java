package io.valora.ingest.tables;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Columns that the folders of a partitioned table hold: {@code dt=2026-01-31/part-0.parquet}. The
 * values are texts, as the folders have them, so that no digit of an id is lost.
 */
public final class PartitionPath {
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private PartitionPath() {}

  /** Values by name, of the folders right above the file; null where the row had none. */
  public static Map<String, String> valuesOf(String file) {
    Map<String, String> values = new LinkedHashMap<>();
    String[] folders = file.split("/");
    for (int i = folders.length - 2; i >= 0; i--) {
      int equals = folders[i].indexOf('=');
      if (equals <= 0) {
        break;
      }
      String value = unescaped(folders[i].substring(equals + 1));
      values.put(unescaped(folders[i].substring(0, equals)), value.equals(NULL) ? null : value);
    }
    return values;
  }

  private static String unescaped(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
