package io.valora.prediction;

import static io.valora.schema.Columns.ITEMS;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.RANK;
import static io.valora.schema.Columns.SCORE;
import static io.valora.schema.Columns.SCORES;
import static io.valora.schema.Columns.USER_INDEX;
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
          .add(USER_INDEX, DataTypes.IntegerType, false)
          .add(ITEMS, DataTypes.createArrayType(DataTypes.IntegerType, false), false)
          .add(SCORES, DataTypes.createArrayType(DataTypes.FloatType, true), false);

  /**
   * One row per item of a list: {@code user_index} int, {@code rank} int from 1, {@code item_index}
   * int, {@code score} float. An empty list has no rows.
   */
  public Dataset<Row> rows() {
    return lists
        .select(col(USER_INDEX), posexplode(arrays_zip(col(ITEMS), col(SCORES))))
        .select(
            col(USER_INDEX),
            col("pos").plus(1).as(RANK),
            col("col.items").as(ITEM_INDEX),
            col("col.scores").as(SCORE));
  }
}
