package io.valora.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Report of any task as one HTML page: its test metrics, and the sections that all reports share.
 * For tasks without a page of their own.
 */
public final class RunPage {
  private RunPage() {}

  /** The whole page, to be stored as UTF-8; about one megabyte, most of it the chart library. */
  public static String render(RunSections run, List<Property> metrics) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    LearningChart.add(data, run.training());
    return PageTemplates.render(
        "run.jte",
        Map.of(
            "run",
            run,
            "metrics",
            metrics,
            "embedded",
            PageTemplates.embedded("learning.js", ScriptJson.of(data))));
  }
}
