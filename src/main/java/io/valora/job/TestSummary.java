package io.valora.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.base.Figure;
import io.valora.gates.JudgedMetrics;
import java.util.Comparator;
import java.util.List;

/** Test metrics of a task in one line, and the metric that orders the network and its baselines. */
public interface TestSummary {
  /** Key of a run's metrics: sentences on the use of the model, without a full stop. */
  String VERDICT = "verdict";

  /**
   * The line, such as {@code Test RMSE 0.9100 stars …}.
   *
   * @param test what {@code metrics.json} has of the test rows
   */
  String headline(JsonNode test);

  /** Key of the metric in {@code metrics.json}. */
  String metric();

  /** Keys of all metrics that the job file's gates may be about. */
  default List<String> metrics() {
    return List.of(metric());
  }

  /** Slices of the test rows that the job file's gates may be about; none by default. */
  default List<String> slices() {
    return List.of();
  }

  /** What the job file's gates may be about. */
  default JudgedMetrics judged() {
    return new JudgedMetrics(metric(), bestFirst(), metrics(), slices());
  }

  /** Lines below the headline, such as the rows of each class; none by default. */
  default List<String> details(JsonNode metrics) {
    return List.of();
  }

  /** Order of the metric's values, best first. */
  Comparator<Double> bestFirst();

  /** A number of the metrics as text; {@code undefined} and the reason where it is null. */
  static String figure(JsonNode metrics, String key, String reason) {
    JsonNode value = metrics.path(key);
    return value.isNumber()
        ? Figure.of(value.asDouble())
        : "%s (%s)".formatted(Figure.of(Double.NaN), reason);
  }

  /** A 95 % interval in parentheses behind a blank; empty where it wasn't measured. */
  static String interval(JsonNode ends) {
    return ends.path(0).isNumber()
        ? " (95 %% interval %s to %s)"
            .formatted(Figure.of(ends.path(0).asDouble()), Figure.of(ends.path(1).asDouble()))
        : "";
  }
}
