package io.valora.baselines;

import static io.valora.schema.Columns.PREDICTION;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Predicts the mean rating of the train split for every pair. */
public record GlobalMean() implements Baseline {
  public static final String NAME = "global-mean";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FittedBaseline fit(Dataset<Row> train) {
    return new Fitted(TrainMean.of(train));
  }

  private record Fitted(double mean) implements FittedBaseline {
    @Override
    public Dataset<Row> predict(Dataset<Row> encoded) {
      return encoded.withColumn(PREDICTION, functions.lit(mean));
    }
  }
}
