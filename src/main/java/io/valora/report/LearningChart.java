package io.valora.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Data of the learning curves, as {@link ScriptJson}. */
public final class LearningChart {
  private LearningChart() {}

  /** Adds the curves to the data of a page's charts. */
  public static void add(ObjectNode root, TrainingSection training) {
    root.put("metric", training.metric());
    root.put("best", training.bestEpoch());
    ArrayNode epochs = root.putArray("epochs");
    training.epochs().forEach(epoch -> add(epochs.addArray(), epoch));
  }

  private static void add(ArrayNode row, TrainingSection.Epoch epoch) {
    row.add(epoch.number());
    addDefined(row, epoch.trainLoss());
    addDefined(row, epoch.validationLoss());
    addDefined(row, epoch.trainMetric());
    addDefined(row, epoch.validationMetric());
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
