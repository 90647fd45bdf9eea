package io.valora.baselines;

import static io.valora.schema.Columns.SCORE;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Scores every text with the share of label 1 in the train split: at a threshold of 0.5 that is the
 * more frequent class, whatever the text says.
 */
public record MajorityClass() implements TextBaseline {
  public static final String NAME = "majority-class";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FittedTextBaseline fit(Dataset<Row> train) {
    return new Fitted(ClassCounts.of(train).positiveShare());
  }

  /**
   * Constant predictor of the share of label 1; any classifier reduces to it when the train split
   * has a single class.
   */
  record Fitted(double share) implements FittedTextBaseline {
    @Override
    public Dataset<Row> predict(Dataset<Row> rows) {
      return rows.withColumn(SCORE, functions.lit(share));
    }
  }
}
