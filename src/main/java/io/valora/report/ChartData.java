package io.valora.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.tasks.rating.RatingReport;
import io.valora.tasks.rating.RatingReport.Bin;
import io.valora.tasks.rating.RatingReport.Cell;
import io.valora.tasks.rating.RatingReport.Epoch;
import io.valora.tasks.rating.RatingReport.Training;

/** The numbers behind the charts, as {@link ScriptJson}. */
public final class ChartData {
  private ChartData() {}

  public static String of(RatingReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    addLearning(root, report.training());
    ArrayNode errors = root.putArray("errors");
    report.errors().forEach(bin -> add(errors.addArray(), bin));
    ArrayNode cells = root.putArray("cells");
    report.predictedAgainstReal().forEach(cell -> add(cells.addArray(), cell));
    return ScriptJson.of(root);
  }

  /** Adds the data of the learning curves. */
  public static void addLearning(ObjectNode root, Training training) {
    root.put("metric", training.metric());
    root.put("best", training.bestEpoch());
    ArrayNode epochs = root.putArray("epochs");
    training.epochs().forEach(epoch -> add(epochs.addArray(), epoch));
  }

  private static void add(ArrayNode row, Epoch epoch) {
    row.add(epoch.number());
    addDefined(row, epoch.trainLoss());
    addDefined(row, epoch.validationLoss());
    addDefined(row, epoch.trainMetric());
    addDefined(row, epoch.validationMetric());
  }

  private static void add(ArrayNode row, Bin bin) {
    row.add(bin.from()).add(bin.to()).add(bin.rows());
  }

  private static void add(ArrayNode row, Cell cell) {
    row.add(cell.real()).add(cell.predictedFrom()).add(cell.predictedTo()).add(cell.rows());
  }

  /** A number, or null where it is not defined. */
  public static void addDefined(ArrayNode row, double value) {
    if (Double.isFinite(value)) {
      row.add(value);
    } else {
      row.addNull();
    }
  }
}
