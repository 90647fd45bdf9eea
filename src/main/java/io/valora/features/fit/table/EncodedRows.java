package io.valora.features.fit.table;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.NUMBERS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.valora.features.table.TableEncoder;
import io.valora.tower.Standardization;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Datasets of table rows with the numbers that a network reads. */
public final class EncodedRows {
  private EncodedRows() {}

  /** Adds {@code numbers} (array of float) and {@code label} (float) to the rows of a split. */
  public static Dataset<Row> of(Dataset<Row> rows, TableEncoder encoder) {
    return of(rows, encoder, col(encoder.target().name()).cast(DataTypes.FloatType));
  }

  /** The same with the target in 64 bits, to measure predictions by. */
  public static Dataset<Row> exact(Dataset<Row> rows, TableEncoder encoder) {
    return of(rows, encoder, col(encoder.target().name()).cast(DataTypes.DoubleType));
  }

  /** The same with the standardized target as the label, for training. */
  public static Dataset<Row> standardized(
      Dataset<Row> rows, TableEncoder encoder, Standardization labels) {
    Column label =
        col(encoder.target().name())
            .cast(DataTypes.DoubleType)
            .minus(labels.mean())
            .divide(labels.standardDeviation());
    return of(rows, encoder, label.cast(DataTypes.FloatType));
  }

  private static Dataset<Row> of(Dataset<Row> rows, TableEncoder encoder, Column label) {
    UDF1<Row, float[]> encode = row -> encoder.encode(values(row));
    Column[] inputs = encoder.inputs().stream().map(name -> col(name)).toArray(Column[]::new);
    return rows.withColumn(
            NUMBERS,
            udf(encode, DataTypes.createArrayType(DataTypes.FloatType, false))
                .apply(struct(inputs)))
        .withColumn(LABEL, label);
  }

  private static Object[] values(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return values;
  }
}
