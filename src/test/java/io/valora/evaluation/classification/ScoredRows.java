package io.valora.evaluation.classification;

import io.valora.testing.LocalSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Texts with scores. */
final class ScoredRows {
  private static final StructType SCHEMA =
      new StructType()
          .add("row_key", DataTypes.LongType, false)
          .add("label", DataTypes.DoubleType, true)
          .add("score", DataTypes.DoubleType, true)
          .add("text", DataTypes.StringType, false);

  private final List<Row> rows = new ArrayList<>();

  /** Scores that tell the classes apart somewhat, many of them near 0 and 1. */
  static ScoredRows random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ScoredRows made = new ScoredRows();
    for (int row = 0; row < count; row++) {
      double label = random.nextInt(2);
      double logOdds = (label - 0.5) * 8 + random.nextDouble(-12, 12);
      made.add(label, 1 / (1 + Math.exp(-logOdds)), 1 + random.nextInt(600));
    }
    return made;
  }

  ScoredRows add(double label, double score, int words) {
    return add(label, score, String.join(" ", Collections.nCopies(words, "word")));
  }

  /** Either number may be null. */
  ScoredRows add(Double label, Double score, String text) {
    rows.add(RowFactory.create((long) rows.size(), label, score, text));
    return this;
  }

  Dataset<Row> dataset() {
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  /** The same rows as the state takes them. */
  List<ScoredText> scored() {
    return rows.stream()
        .map(
            row ->
                new ScoredText(
                    row.getDouble(1), row.getDouble(2), row.getString(3).split(" ").length))
        .toList();
  }
}
