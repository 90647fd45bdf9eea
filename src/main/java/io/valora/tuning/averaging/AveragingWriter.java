package io.valora.tuning.averaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;

/** Writes a comparison as the JSON of {@code averaging/averaging.json}. */
public final class AveragingWriter {
  static final int FORMAT_VERSION = 1;

  private AveragingWriter() {}

  /** Indented JSON with the keys always in the same order, ending with a line feed. */
  public static String write(AveragingComparison comparison) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format-version", FORMAT_VERSION);
    root.put("job", comparison.job());
    root.put("run-id", comparison.runId());
    root.put("created", comparison.created().toString());
    write(root, comparison.conditions());
    root.put("tolerance", comparison.tolerance());
    for (TrialResult result : comparison.results()) {
      write(root.withArray("settings").addObject(), comparison, result);
    }
    write(root.putObject("advised"), comparison.advised().point());
    return root.toPrettyString().replace("\r", "") + "\n";
  }

  private static void write(ObjectNode out, TrialConditions conditions) {
    out.put("engine", conditions.engine());
    out.put("metric", conditions.metric());
    out.put("batch-size", conditions.batchSize());
    out.put("planned-epochs", conditions.plannedEpochs());
    out.put("train-rows", conditions.trainRows());
    out.put("validation-rows", conditions.validationRows());
    out.put("slots", conditions.slots());
    write(out.putObject("job-setting"), conditions.jobPoint());
  }

  private static void write(ObjectNode out, AveragingComparison comparison, TrialResult result) {
    write(out, result.point());
    out.put("epochs", result.epochs());
    out.put("best-epoch", result.bestEpoch());
    out.put("validation-metric", result.validationMetric());
    out.put("difference", comparison.difference(result));
    out.put("rows", result.rows());
    out.put("seconds", result.seconds());
    out.put("rows-per-second", result.rowsPerSecond());
    out.put("speed", comparison.speed(result));
    out.put("within-tolerance", comparison.isWithinTolerance(result));
  }

  private static void write(ObjectNode out, GridPoint point) {
    out.put("shards", point.shards());
    out.put("averaging-frequency", point.frequency());
    out.put("averaging-unit", EnumNames.nameOf(point.unit()));
  }
}
