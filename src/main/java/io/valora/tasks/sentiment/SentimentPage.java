package io.valora.tasks.sentiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.evaluation.classification.ClassificationEvaluation;
import io.valora.evaluation.classification.ConfusionCounts;
import io.valora.report.LearningChart;
import io.valora.report.PageTemplates;
import io.valora.report.ScriptJson;
import java.util.Map;

/** Turns the report of a classifier into one HTML page that loads nothing and needs no network. */
public final class SentimentPage {
  private SentimentPage() {}

  /** The whole page, to be stored as UTF-8; about one megabyte, most of it the chart library. */
  public static String render(SentimentReport report) {
    return PageTemplates.render(
        "sentiment.jte",
        Map.of(
            "report",
            report,
            "words",
            new SentimentNarrative(report),
            "embedded",
            PageTemplates.embedded("sentiment.js", data(report))));
  }

  /** The numbers behind the charts. */
  static String data(SentimentReport report) {
    ClassificationEvaluation model = report.result().model();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    LearningChart.add(root, report.run().training());
    root.put("positive", report.result().classes().names().positive());
    root.put("negative", report.result().classes().names().negative());
    model
        .roc()
        .forEach(
            point ->
                root.withArray("roc")
                    .addArray()
                    .add(point.falsePositiveRate())
                    .add(point.truePositiveRate())
                    .add(point.threshold()));
    ConfusionCounts confusion = model.test().confusion();
    root.putArray("chosen")
        .add((double) confusion.falsePositives() / confusion.negatives())
        .add(confusion.recall())
        .add(model.threshold());
    model.calibration().stream()
        .filter(bin -> bin.rows() > 0)
        .forEach(
            bin ->
                root.withArray("calibration")
                    .addArray()
                    .add(bin.meanScore())
                    .add(bin.positiveShare())
                    .add(bin.rows()));
    return ScriptJson.of(root);
  }
}
