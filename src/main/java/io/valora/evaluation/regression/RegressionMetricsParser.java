package io.valora.evaluation.regression;

import io.valora.base.JobException;
import io.valora.evaluation.MetricJson;
import io.valora.json.CheckedNode;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link RegressionMetricsWriter} writes; keys it doesn't know are passed over. */
final class RegressionMetricsParser {
  private static final int PER_POINT = 3;

  private RegressionMetricsParser() {}

  /**
   * @param file what messages call the text
   * @throws JobException when the text isn't JSON, has another format version or task, or lacks a
   *     number
   */
  static RegressionResult parse(String file, String text) {
    CheckedNode root =
        CheckedNode.parse(file, text).requireFormatVersion(RegressionMetricsWriter.FORMAT_VERSION);
    root.text("task", RegressionMetricsWriter.TASK, RegressionMetricsWriter.TASK);
    CheckedNode test = root.object("test");
    List<String> inputs = root.elements("inputs", CheckedNode::requireText);
    RegressionEvaluation model =
        new RegressionEvaluation(
            RegressionJson.metrics(test),
            MetricJson.rmseInterval(test),
            MetricJson.histogram(root.object("error-histogram")),
            inputs,
            root.elements("points", RegressionMetricsParser::point),
            root.list("worst-errors", row -> worst(row, inputs.size())));
    return new RegressionResult(
        root.text("target"),
        model,
        root.map("baselines", one -> RegressionJson.metrics(one.requireObject())));
  }

  private static RegressionPoint point(CheckedNode list) {
    if (!list.value().isArray() || list.value().size() != PER_POINT) {
      throw list.wrong("a list of three numbers");
    }
    List<Double> numbers = new ArrayList<>();
    list.value()
        .forEach(
            number ->
                numbers.add(
                    new CheckedNode(list.document(), list.path(), number).requireNumberOrNull()));
    return new RegressionPoint(numbers.get(0), numbers.get(1), numbers.get(2));
  }

  private static WorstPrediction worst(CheckedNode fields, int inputs) {
    List<String> values = fields.elements("inputs", CheckedNode::requireText);
    fields.require("inputs", values.size() == inputs, "as many texts as there are inputs");
    return new WorstPrediction(fields.number("real"), fields.number("predicted"), values);
  }
}
