package io.valora.evaluation.regression;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.evaluation.MetricJson;

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
    RegressionJson.put(test, model.test());
    MetricJson.putRmse(test, model.rmseInterval95());
    ObjectNode baselines = root.putObject("baselines");
    result
        .baselines()
        .forEach((name, metrics) -> RegressionJson.put(baselines.putObject(name), metrics));
    MetricJson.put(root.putObject("error-histogram"), model.errors());
    model.inputs().forEach(root.putArray("inputs")::add);
    ArrayNode points = root.putArray("points");
    model.points().forEach(point -> write(points.addArray(), point));
    ArrayNode worst = root.putArray("worst-errors");
    model.worst().forEach(row -> write(worst.addObject(), row));
    return root;
  }

  private static void write(ArrayNode out, RegressionPoint point) {
    MetricJson.add(out, point.real());
    MetricJson.add(out, point.predicted());
    MetricJson.add(out, point.input());
  }

  private static void write(ObjectNode out, WorstPrediction row) {
    out.put("real", row.real()).put("predicted", row.predicted());
    row.inputs().forEach(out.putArray("inputs")::add);
  }
}
