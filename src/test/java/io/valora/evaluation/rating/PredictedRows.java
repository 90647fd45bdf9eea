package io.valora.evaluation.rating;

import io.valora.testing.LocalSpark;
import io.valora.testing.baselines.EncodedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Encoded rows with predictions; user and item n are called un and in and have index n. */
public final class PredictedRows {
  private static final StructType SCHEMA =
      EncodedRows.SCHEMA.add("prediction", DataTypes.DoubleType, true);

  private final List<Row> rows = new ArrayList<>();

  public static PredictedRows random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PredictedRows made = new PredictedRows();
    for (int row = 0; row < count; row++) {
      double stars = random.nextInt(1, 11) / 2.0;
      made.add(random.nextInt(5), random.nextInt(5), stars, stars + random.nextDouble(-3, 3));
    }
    return made;
  }

  public PredictedRows add(int user, int item, double rating, Double prediction) {
    long key = rows.size();
    rows.add(
        RowFactory.create(key, "u" + user, "i" + item, user, item, (float) rating, prediction));
    return this;
  }

  public Dataset<Row> dataset() {
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  /** The same rows as the state takes them. */
  List<ScoredRow> scored() {
    return rows.stream()
        .map(
            row ->
                new ScoredRow(
                    row.getLong(0),
                    row.getInt(3),
                    row.getInt(4),
                    row.getFloat(5),
                    row.getDouble(6)))
        .toList();
  }
}
