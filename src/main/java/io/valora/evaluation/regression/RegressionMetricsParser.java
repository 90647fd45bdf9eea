package io.valora.evaluation.regression;

import io.valora.base.JobException;
import io.valora.evaluation.Histogram;
import io.valora.evaluation.Interval;
import io.valora.evaluation.RegressionMetrics;
import io.valora.lineage.CheckedNode;
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
            metrics(test),
            interval(test),
            histogram(root.object("error-histogram")),
            inputs,
            root.elements("points", RegressionMetricsParser::point),
            root.list("worst-errors", row -> worst(row, inputs.size())));
    return new RegressionResult(
        root.text("target"), model, root.map("baselines", one -> metrics(one.requireObject())));
  }

  private static RegressionMetrics metrics(CheckedNode fields) {
    return new RegressionMetrics(
        fields.count("rows"),
        fields.numberOrNull("rmse"),
        fields.numberOrNull("mae"),
        fields.numberOrNull("mape"),
        fields.numberOrNull("r2"));
  }

  private static Interval interval(CheckedNode fields) {
    String key = "rmse-interval-95";
    List<Double> ends = fields.elements(key, CheckedNode::requireNumberOrNull);
    fields.require(key, ends.size() == 2, "a list of two numbers");
    return new Interval(ends.get(0), ends.get(1));
  }

  private static Histogram histogram(CheckedNode fields) {
    return new Histogram(
        fields.number("lowest"),
        fields.number("bin-width"),
        fields.elements("counts", CheckedNode::requireCount));
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
