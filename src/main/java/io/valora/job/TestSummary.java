package io.valora.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/** Test metrics of a task in one line, and the metric that orders the network and its baselines. */
public interface TestSummary {
  /**
   * The line, such as {@code Test RMSE 0.9100 stars …}.
   *
   * @param test what {@code metrics.json} has of the test rows
   */
  String headline(JsonNode test);

  /** Key of the metric in {@code metrics.json}. */
  String metric();

  /** Order of the metric's values, best first. */
  Comparator<Double> bestFirst();
}
