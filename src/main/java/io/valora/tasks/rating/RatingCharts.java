package io.valora.tasks.rating;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.report.LearningChart;
import io.valora.report.ScriptJson;
import io.valora.tasks.rating.RatingReport.Bin;
import io.valora.tasks.rating.RatingReport.Cell;

/** Data of the charts of a rating report, as {@link ScriptJson}. */
final class RatingCharts {
  private RatingCharts() {}

  static String of(RatingReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    LearningChart.add(root, report.run().training());
    ArrayNode errors = root.putArray("errors");
    report.errors().forEach(bin -> add(errors.addArray(), bin));
    ArrayNode cells = root.putArray("cells");
    report.predictedAgainstReal().forEach(cell -> add(cells.addArray(), cell));
    return ScriptJson.of(root);
  }

  private static void add(ArrayNode row, Bin bin) {
    row.add(bin.from()).add(bin.to()).add(bin.rows());
  }

  private static void add(ArrayNode row, Cell cell) {
    row.add(cell.real()).add(cell.predictedFrom()).add(cell.predictedTo()).add(cell.rows());
  }
}
