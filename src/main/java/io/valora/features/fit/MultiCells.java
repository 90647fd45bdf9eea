package io.valora.features.fit;

import static org.apache.spark.sql.functions.udf;

import io.valora.features.MultiValues;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Column expressions of cells that hold several values. */
public final class MultiCells {
  private MultiCells() {}

  /** The values of each cell as an array of strings, which is never null. */
  public static Column values(Column cells, String separator) {
    UDF1<String, String[]> split = cell -> MultiValues.of(cell, separator).toArray(String[]::new);
    return udf(split, DataTypes.createArrayType(DataTypes.StringType)).apply(cells);
  }
}
