package io.valora.evaluation.regression;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.evaluation.Histogram;
import io.valora.evaluation.RegressionMetrics;

/** Writes the numbers of an evaluation as the JSON of {@code evaluation/metrics.json}. */
final class RegressionMetricsWriter {
  static final int FORMAT_VERSION = 1;
  static final String TASK = "regression";

  private RegressionMetricsWriter() {}

  /** Indented JSON with the keys always in the same order; an undefined number is null. */
  static String write(RegressionResult result) {
    return tree(result).toPrettyString();
  }

  static ObjectNode tree(RegressionResult result) {
    RegressionEvaluation model = result.model();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION).put("task", TASK).put("target", result.target());
    ObjectNode test = root.putObject("test");
    write(test, model.test());
    ArrayNode interval = test.putArray("rmse-interval-95");
    addNumber(interval, model.rmseInterval95().low());
    addNumber(interval, model.rmseInterval95().high());
    ObjectNode baselines = root.putObject("baselines");
    result.baselines().forEach((name, metrics) -> write(baselines.putObject(name), metrics));
    write(root.putObject("error-histogram"), model.errors());
    model.inputs().forEach(root.putArray("inputs")::add);
    ArrayNode points = root.putArray("points");
    model.points().forEach(point -> write(points.addArray(), point));
    ArrayNode worst = root.putArray("worst-errors");
    model.worst().forEach(row -> write(worst.addObject(), row));
    return root;
  }

  private static void write(ObjectNode out, RegressionMetrics metrics) {
    out.put("rows", metrics.rows());
    putNumber(out, "rmse", metrics.rmse());
    putNumber(out, "mae", metrics.mae());
    putNumber(out, "mape", metrics.mape());
    putNumber(out, "r2", metrics.r2());
  }

  private static void write(ObjectNode out, Histogram histogram) {
    out.put("lowest", histogram.lowest()).put("bin-width", histogram.width());
    histogram.counts().forEach(out.putArray("counts")::add);
  }

  private static void write(ArrayNode out, RegressionPoint point) {
    addNumber(out, point.real());
    addNumber(out, point.predicted());
    addNumber(out, point.input());
  }

  private static void write(ObjectNode out, WorstPrediction row) {
    out.put("real", row.real()).put("predicted", row.predicted());
    row.inputs().forEach(out.putArray("inputs")::add);
  }

  private static void putNumber(ObjectNode out, String key, double value) {
    if (Double.isNaN(value)) {
      out.putNull(key);
    } else {
      out.put(key, value);
    }
  }

  private static void addNumber(ArrayNode out, double value) {
    if (Double.isNaN(value)) {
      out.addNull();
    } else {
      out.add(value);
    }
  }
}
