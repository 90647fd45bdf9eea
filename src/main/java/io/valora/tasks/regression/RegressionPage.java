package io.valora.tasks.regression;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.evaluation.Histogram.Bin;
import io.valora.evaluation.regression.RegressionPoint;
import io.valora.report.LearningChart;
import io.valora.report.PageTemplates;
import io.valora.report.ScriptJson;
import java.util.Map;

/** Turns the report of a regression into one HTML page that loads nothing and needs no network. */
public final class RegressionPage {
  private RegressionPage() {}

  /** The whole page, to be stored as UTF-8; about one megabyte, most of it the chart library. */
  public static String render(RegressionReport report) {
    RegressionNarrative words = new RegressionNarrative(report);
    return PageTemplates.render(
        "regression.jte",
        Map.of(
            "report",
            report,
            "words",
            words,
            "embedded",
            PageTemplates.embedded("regression.js", data(report, words))));
  }

  /** The numbers behind the charts. */
  static String data(RegressionReport report, RegressionNarrative words) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    LearningChart.add(root, report.run().training());
    root.put("unit", report.nouns().unit());
    root.put("rows", report.nouns().rows());
    root.put("places", words.places());
    if (words.hasInputAxis()) {
      root.put("input", words.inputName());
    }
    ArrayNode errors = root.putArray("errors");
    for (Bin bin : report.model().errors().bins()) {
      errors.addArray().add(bin.from()).add(bin.to()).add(bin.rows());
    }
    ArrayNode points = root.putArray("points");
    report.model().points().forEach(point -> add(points.addArray(), point));
    return ScriptJson.of(root);
  }

  private static void add(ArrayNode row, RegressionPoint point) {
    row.add(point.real()).add(point.predicted());
    LearningChart.addDefined(row, point.input());
  }
}
