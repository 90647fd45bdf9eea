package io.valora.testing.baselines;

import io.valora.baselines.FittedBaseline;
import io.valora.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Encoded rows written by hand: user u has index u, item i has index i. */
public final class EncodedRows {
  public static final StructType SCHEMA =
      new StructType()
          .add("row_key", DataTypes.LongType, false)
          .add("user", DataTypes.StringType, false)
          .add("item", DataTypes.StringType, false)
          .add("user_index", DataTypes.IntegerType, false)
          .add("item_index", DataTypes.IntegerType, false)
          .add("rating", DataTypes.FloatType, false);

  private final List<Row> rows = new ArrayList<>();

  public EncodedRows rating(int user, int item, double stars) {
    long key = rows.size();
    rows.add(RowFactory.create(key, "u" + user, "i" + item, user, item, (float) stars));
    return this;
  }

  public Dataset<Row> dataset() {
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  /** The predictions in the order the rows were written. */
  public static List<Double> predictions(FittedBaseline fitted, EncodedRows rows) {
    return fitted.predict(rows.dataset()).orderBy("row_key").collectAsList().stream()
        .map(row -> row.<Double>getAs("prediction"))
        .toList();
  }
}
