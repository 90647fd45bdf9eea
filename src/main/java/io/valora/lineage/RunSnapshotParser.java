package io.valora.lineage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.json.CheckedNode;
import java.util.Optional;

/** Writes and reads {@code progress.json}; {@code src/docs/progress-json.md} describes each key. */
public final class RunSnapshotParser {
  private static final double MILLISECONDS = 1e3;

  private RunSnapshotParser() {}

  /** Indented JSON that ends with a line feed. */
  public static String toJson(RunSnapshot run) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format-version", RunSnapshot.FORMAT_VERSION);
    json.put("job", run.job());
    json.put("run-id", run.runId());
    json.put("state", EnumNames.nameOf(run.state()));
    run.exitCode().ifPresent(code -> json.put("code", code));
    json.put("message", run.message());
    json.put("stage", run.stage());
    json.put("stage-seconds", rounded(run.stageSeconds()));
    json.put("seconds", rounded(run.seconds()));
    json.put("updated", run.updated().toString());
    run.training().ifPresent(training -> write(training, json.putObject("training")));
    return json.toPrettyString().replace("\r", "") + "\n";
  }

  /**
   * Reads what {@link #toJson} wrote. Keys it doesn't know are ignored.
   *
   * @param run what messages call the run
   * @throws io.valora.base.JobException {@code Cannot read progress.json of <run>: …}, naming the
   *     key
   */
  public static RunSnapshot fromJson(String run, String text) {
    CheckedNode json =
        CheckedNode.parse("progress.json of " + run, text)
            .requireFormatVersion(RunSnapshot.FORMAT_VERSION);
    Optional<Integer> code = json.optional("code").map(node -> (int) node.requireCount());
    return new RunSnapshot(
        json.text("job"),
        json.text("run-id"),
        json.choice("state", RunState.values(), EnumNames::nameOf),
        code,
        json.text("message"),
        json.text("stage"),
        json.number("stage-seconds"),
        json.number("seconds"),
        json.instant("updated"),
        json.optional("training").map(CheckedNode::requireObject).map(RunSnapshotParser::training));
  }

  private static void write(TrainingProgress training, ObjectNode json) {
    json.put("epoch", training.epoch());
    json.put("planned-epochs", training.plannedEpochs());
    json.put("finished-averagings", training.finishedAveragings());
    json.put("averagings", training.averagings());
    put(json, "rows-per-second", training.rowsPerSecond());
    put(json, "loss", training.loss());
    put(json, "validation-loss", training.validationLoss());
    put(json, "validation-metric", training.validationMetric());
  }

  private static TrainingProgress training(CheckedNode json) {
    return new TrainingProgress(
        json.positive("epoch"),
        json.positive("planned-epochs"),
        (int) json.count("finished-averagings"),
        json.positive("averagings"),
        json.numberOrNull("rows-per-second"),
        json.numberOrNull("loss"),
        json.numberOrNull("validation-loss"),
        json.numberOrNull("validation-metric"));
  }

  private static void put(ObjectNode json, String key, double number) {
    if (Double.isFinite(number)) {
      json.put(key, number);
    } else {
      json.putNull(key);
    }
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * MILLISECONDS) / MILLISECONDS;
  }
}
