package io.valora.baselines;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.PREDICTION;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.lit;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Predicts the mean {@code label} of the rows it was fitted on for every row. */
public record LabelMean() implements Baseline {
  public static final String NAME = "mean";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FittedBaseline fit(Dataset<Row> train) {
    double value = of(train);
    return encoded -> encoded.withColumn(PREDICTION, lit(value));
  }

  /** The mean {@code label}. */
  public static double of(Dataset<Row> train) {
    Row mean = train.agg(avg(LABEL)).first();
    if (mean.isNullAt(0)) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED, "fit a baseline", "the train split has no rows");
    }
    return mean.getDouble(0);
  }
}
