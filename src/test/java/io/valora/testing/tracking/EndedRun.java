package io.valora.testing.tracking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Outcome;
import io.valora.lease.Lease;
import io.valora.lineage.FinishedStage;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.registry.ModelAlias;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.lineage.RunJsonExamples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;

/** Run folders of a job {@code ratings} as a run leaves them, written by hand. */
public record EndedRun(Path root) {
  public static final Storage STORAGE = new Storage(new Configuration());

  private static final Instant END = Instant.parse("2026-01-01T06:00:05Z");

  /** A published run, the champion, that was trained for some epochs. */
  public RunFolder published(int epochs) {
    return published(epochs, UnaryOperator.identity());
  }

  /** The same with other settings. */
  public RunFolder published(int epochs, UnaryOperator<ObjectNode> settings) {
    RunRecord record =
        RunJsonExamples.valid()
            .get("valid-succeeded.json")
            .finished(new FinishedStage("train", 1.5, END.minusSeconds(2)))
            .finished(new FinishedStage("evaluate", 0.5, END.minusSeconds(1)))
            .ended(Outcome.DONE, "", END);
    ObjectNode config = (ObjectNode) record.origin().config();
    config.putObject("training").putObject("early-stopping").put("metric", "rmse");
    RunFolder run = write(record.withOrigin(record.origin().withConfig(settings.apply(config))));
    StringBuilder history =
        new StringBuilder(
            "epoch,train-loss,train-metric,validation-loss,validation-metric,rows,seconds,kept\r\n");
    for (int epoch = 1; epoch <= epochs; epoch++) {
      history.append("%d,%s,0.9,0.8,,65,0.25,false\r\n".formatted(epoch, 1.0 / epoch));
    }
    STORAGE.write(run.history(), history.toString());
    STORAGE.write(run.report(), "<p>Größe</p>");
    STORAGE.write(run.metricsJson(), "{}");
    new ModelAlias(STORAGE, run).promote(END, Lease.USUAL);
    return run;
  }

  /** A run that ended early. */
  public RunFolder failed(Outcome outcome) {
    return write(
        RunJsonExamples.valid().get("valid-failed.json").ended(outcome, "Cannot go on", END));
  }

  /** A run under way. */
  public RunFolder running() {
    return write(RunJsonExamples.valid().get("valid-begun.json"));
  }

  private RunFolder write(RunRecord record) {
    RunFolder run =
        new RunFolder(root.toString(), record.identity().job(), record.identity().runId());
    STORAGE.write(run.runJson(), RunRecordParser.toJson(record));
    return run;
  }
}
