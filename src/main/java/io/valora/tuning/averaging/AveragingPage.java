package io.valora.tuning.averaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.report.PageTemplates;
import io.valora.report.ScriptJson;
import java.util.Map;

/** Turns a comparison of grid points into one HTML page that loads nothing and needs no network. */
public final class AveragingPage {
  private AveragingPage() {}

  /** The whole page, to be stored as UTF-8. */
  public static String render(AveragingComparison comparison) {
    return PageTemplates.render(
        "averaging.jte",
        Map.of(
            "comparison",
            comparison,
            "words",
            new AveragingNarrative(comparison),
            "embedded",
            PageTemplates.embedded("averaging.js", data(comparison))));
  }

  /** The numbers behind the chart. */
  static String data(AveragingComparison comparison) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("metric", comparison.conditions().metric());
    root.put("best", comparison.best().validationMetric());
    root.put("worstAccepted", comparison.worstAccepted());
    TrialResult advised = comparison.advised();
    for (TrialResult result : comparison.results()) {
      GridPoint point = result.point();
      root.withArray("points")
          .addObject()
          .put("shards", point.shards())
          .put("name", point.description())
          .put("label", point.isReference() ? "1 shard" : "every " + point.frequency())
          .put("seconds", result.seconds())
          .put("value", result.validationMetric())
          .put("advised", result == advised);
    }
    return ScriptJson.of(root);
  }
}
