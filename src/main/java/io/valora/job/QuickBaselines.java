package io.valora.job;

import static io.valora.schema.Columns.PREDICTION;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;

import io.valora.baselines.Baseline;
import io.valora.baselines.FittedBaseline;
import io.valora.evaluation.ExactColumns;
import io.valora.training.MonitoredMetric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Metrics of baselines that take little time to fit, as those of a network are measured. */
public final class QuickBaselines {
  private static final double HALF = 0.5;

  /** Least probability of a class, as that of a logit in single precision. */
  private static final double LEAST = 1e-7;

  /** Fewer than sums of doubles have, whose last ones depend on the order of the rows. */
  private static final MathContext DIGITS = new MathContext(12);

  private QuickBaselines() {}

  /**
   * Metrics of baselines of numbers, by name, in their order.
   *
   * @param rows to fit on
   * @param scored rows that are measured
   * @param label column of numbers
   */
  public static Map<String, Double> metrics(
      List<Baseline> baselines,
      Dataset<Row> rows,
      Dataset<Row> scored,
      String label,
      MonitoredMetric metric) {
    Dataset<Row> train = rows.cache();
    Map<String, Double> metrics = new LinkedHashMap<>();
    try {
      for (Baseline baseline : baselines) {
        try (FittedBaseline fitted = baseline.fit(train)) {
          metrics.put(baseline.name(), metric(fitted.predict(scored), label, PREDICTION, metric));
        }
      }
    } finally {
      train.unpersist();
    }
    return metrics;
  }

  /**
   * @param label column of numbers
   * @param prediction column of numbers; for the loss, probabilities of label 1
   */
  public static double metric(
      Dataset<Row> predicted, String label, String prediction, MonitoredMetric metric) {
    Column truth = col(label).cast("double");
    Column error = truth.minus(col(prediction));
    return switch (metric) {
      case RMSE -> Math.sqrt(mean(predicted, error.multiply(error)));
      case MAE -> mean(predicted, abs(error));
      case ERROR_RATE ->
          mean(predicted, col(prediction).gt(HALF).notEqual(truth.gt(HALF)).cast("double"));
      case LOSS -> mean(predicted, crossEntropy(truth, col(prediction)));
    };
  }

  private static Column crossEntropy(Column truth, Column probability) {
    Column inside = greatest(lit(LEAST), least(lit(1 - LEAST), probability));
    Column missed = lit(1).minus(truth).multiply(log(lit(1).minus(inside)));
    return truth.multiply(log(inside)).plus(missed).multiply(-1);
  }

  private static double mean(Dataset<Row> rows, Column column) {
    Row mean = rows.agg(ExactColumns.exactMean(column)).first();
    return mean.isNullAt(0)
        ? Double.NaN
        : new BigDecimal(mean.getDouble(0)).round(DIGITS).doubleValue();
  }
}
