package io.valora.prediction;

import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.posexplode;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Lists of items, one row per user: {@code user_index} int, {@code items} array of int, best first,
 * {@code scores} array of float of the same length; a score is null where a list holds popular
 * items instead of scored ones. This is the form that ranking metrics take.
 */
public record RankedLists(Dataset<Row> lists) {
  static final StructType SCHEMA =
      new StructType()
          .add("user_index", DataTypes.IntegerType, false)
          .add("items", DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add("scores", DataTypes.createArrayType(DataTypes.FloatType, true), false);

  /**
   * One row per item of a list: {@code user_index} int, {@code rank} int from 1, {@code item_index}
   * int, {@code score} float. An empty list has no rows.
   */
  public Dataset<Row> rows() {
    return lists
        .select(col("user_index"), posexplode(arrays_zip(col("items"), col("scores"))))
        .select(
            col("user_index"),
            col("pos").plus(1).as("rank"),
            col("col.items").as("item_index"),
            col("col.scores").as("score"));
  }
}
