package io.valora.features.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.valora.base.JobException;
import io.valora.config.Suggestions;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * From a row of a table to what a network of numbers reads. One function encodes the rows of a part
 * and a single row given as text.
 *
 * @param target what the numbers lead to
 * @param columns in the order of the features
 */
public record TableEncoder(FittedTarget target, List<FittedColumn> columns)
    implements Serializable {
  /** Array of float, {@code [features]}. */
  public static final String NUMBERS = "numbers";

  /** The target as a float, in its own unit. */
  public static final String LABEL = "label";

  public TableEncoder {
    columns = List.copyOf(columns);
  }

  /**
   * Learns from train alone: one aggregation, and one job more for categories and most frequent
   * values.
   *
   * @throws JobException when train has no rows, or a column has no value in any of them
   */
  public static TableEncoder fit(Dataset<Row> train, TableFeaturesConfig config) {
    return TableEncoderFit.of(train, config);
  }

  /** Reads the text of {@code model/encoder.json}; {@code name} is what messages call it. */
  public static TableEncoder fromJson(String name, String text) {
    return TableEncoderParser.parse(name, text);
  }

  /** The text of {@code model/encoder.json}. */
  public String toJson() {
    return TableEncoderWriter.write(this);
  }

  /** The features in words, in their order, such as {@code sucursal = Norte}. */
  public List<String> featureNames() {
    return columns.stream().flatMap(column -> column.featureNames().stream()).toList();
  }

  /** The names of the columns that are read, in order. */
  public List<String> inputs() {
    return columns.stream().map(FittedColumn::name).toList();
  }

  /** How many features there are. */
  public int width() {
    return columns.stream().mapToInt(FittedColumn::width).sum();
  }

  /** Adds {@code numbers} (array of float) and {@code label} (float) to the rows of a part. */
  public Dataset<Row> encode(Dataset<Row> part) {
    return encodeInputs(part).withColumn(LABEL, col(target.name()).cast(DataTypes.FloatType));
  }

  /** Adds {@code numbers} (array of float) alone, for rows without a target. */
  public Dataset<Row> encodeInputs(Dataset<Row> rows) {
    UDF1<Row, float[]> encode = row -> numbers(values(row));
    Column[] inputs = inputs().stream().map(name -> col(name)).toArray(Column[]::new);
    return rows.withColumn(
        NUMBERS,
        udf(encode, DataTypes.createArrayType(DataTypes.FloatType, false)).apply(struct(inputs)));
  }

  /**
   * Encodes one row.
   *
   * @param values text by name of the column; one that is left out or empty is missing
   * @return {@code [features]}
   * @throws JobException when a name is no column of the model, or a text no value of its column
   */
  public float[] encode(Map<String, String> values) {
    List<String> names = inputs();
    for (Map.Entry<String, String> value : values.entrySet()) {
      String name = value.getKey();
      if (!names.contains(name)) {
        throw JobException.invalid(
            name,
            value.getValue(),
            "must be an input of the model: %s%s"
                .formatted(String.join(", ", names), Suggestions.hint(name, names)));
      }
    }
    return numbers(columns.stream().map(one -> one.parse(values.get(one.name()))).toArray());
  }

  /**
   * @param values typed, one per column, null for missing
   */
  private float[] numbers(Object[] values) {
    float[] numbers = new float[width()];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      FittedColumn column = columns.get(i);
      column.write(values[i], numbers, at);
      at += column.width();
    }
    return numbers;
  }

  private static Object[] values(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return values;
  }
}
