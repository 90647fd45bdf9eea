package io.valora.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Columns that tell which row a {@link DecidingRow} is: the first 20, as texts of at most 160
 * characters.
 */
public record RowKeys(List<String> names) implements Serializable {
  private static final int MOST_NAMES = 20;
  private static final int MOST_CHARACTERS = 160;

  public RowKeys {
    names = List.copyOf(names.subList(0, Math.min(MOST_NAMES, names.size())));
  }

  /** All of them in one column. */
  public Column column() {
    return struct(names.stream().map(RowKeys::text).toArray(Column[]::new)).as("keys");
  }

  private static Column text(String name) {
    Column text = coalesce(col(name).cast(DataTypes.StringType), lit(""));
    return when(
            length(text).gt(MOST_CHARACTERS), concat(substring(text, 1, MOST_CHARACTERS), lit("…")))
        .otherwise(text)
        .as(name);
  }

  /**
   * @param values of {@link #column}
   */
  public Map<String, String> of(Row values) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String name : names) {
      keys.put(name, values.getString(keys.size()));
    }
    return keys;
  }
}
