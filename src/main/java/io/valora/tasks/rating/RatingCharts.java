package io.valora.tasks.rating;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.evaluation.Histogram.Bin;
import io.valora.report.LearningChart;
import io.valora.report.ScriptJson;

/** Data of the charts of a rating report, as {@link ScriptJson}. */
final class RatingCharts {
  private RatingCharts() {}

  static String of(RatingReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    LearningChart.add(root, report.run().training());
    ArrayNode errors = root.putArray("errors");
    report.model().errors().bins().forEach(bin -> add(errors.addArray(), bin));
    ArrayNode cells = root.putArray("cells");
    new RatingTables(report)
        .cells()
        .forEach(cell -> add(cells.addArray().add(cell.real()), cell.predicted()));
    return ScriptJson.of(root);
  }

  private static void add(ArrayNode row, Bin bin) {
    row.add(bin.from()).add(bin.to()).add(bin.rows());
  }
}
