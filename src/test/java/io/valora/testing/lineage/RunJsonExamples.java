package io.valora.testing.lineage;

import static io.valora.lineage.LedgerCount.DUPLICATES_DROPPED;
import static io.valora.lineage.LedgerCount.QUARANTINED;
import static io.valora.lineage.LedgerCount.READ;
import static io.valora.lineage.LedgerCount.TYPED;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Outcome;
import io.valora.lineage.DatasetFingerprint;
import io.valora.lineage.FinishedStage;
import io.valora.lineage.InputFile;
import io.valora.lineage.Ledger;
import io.valora.lineage.QuarantineReason;
import io.valora.lineage.RunAttempt;
import io.valora.lineage.RunIdentity;
import io.valora.lineage.RunOrigin;
import io.valora.lineage.RunProgress;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.lineage.RunRows;
import io.valora.lineage.SplitFingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs behind the golden files; {@link #main} writes the files anew. */
public final class RunJsonExamples {
  public static final Path FOLDER = Path.of("src/test/resources/golden/run-json");

  private static final Instant START = Instant.parse("2026-01-01T06:00:00Z");

  private RunJsonExamples() {}

  public static void main(String[] arguments) {
    valid().forEach((file, run) -> write(file, RunRecordParser.toJson(run)));
    invalid().forEach(RunJsonExamples::write);
  }

  /** Golden file to the run that it holds. */
  public static Map<String, RunRecord> valid() {
    Map<String, RunRecord> examples = new LinkedHashMap<>();
    examples.put("valid-begun.json", begun());
    examples.put("valid-failed.json", failed());
    examples.put("valid-succeeded.json", succeeded());
    return examples;
  }

  /** Golden file to its text; each has one fault. */
  public static Map<String, String> invalid() {
    String text = RunRecordParser.toJson(succeeded());
    Map<String, String> examples = new LinkedHashMap<>();
    examples.put("invalid-not-json.json", text.replaceFirst("\\{", "{{"));
    examples.put("invalid-not-an-object.json", "[]\n");
    examples.put(
        "invalid-version.json", with(text, "\"format-version\" : 1", "\"format-version\" : 9"));
    examples.put("invalid-missing-key.json", with(text, "\"ledger\"", "\"ledgers\""));
    examples.put("invalid-text.json", with(text, "\"job\" : \"ratings\"", "\"job\" : 7"));
    examples.put("invalid-count.json", with(text, "\"read\" : 100", "\"read\" : -100"));
    examples.put("invalid-number.json", with(text, "\"seconds\" : 2.5", "\"seconds\" : \"2.5\""));
    examples.put("invalid-whole-number.json", with(text, "\"bytes\" : 4096", "\"bytes\" : 1.5"));
    examples.put("invalid-instant.json", with(text, "2026-01-01T06:00:00Z", "yesterday"));
    examples.put("invalid-status.json", with(text, "\"succeeded\"", "\"done\""));
    examples.put("invalid-code.json", with(text, "\"code\" : 0", "\"code\" : 70"));
    examples.put("invalid-hash.json", with(text, "000000000000000a", "000A"));
    examples.put("invalid-parameter-hash.json", with(text, "5e5e5e5e", "5E5E"));
    examples.put("invalid-fingerprint.json", with(text, "b7b7b7b7", "B7B7"));
    examples.put("invalid-attempt.json", with(text, "\"attempt\" : 2", "\"attempt\" : -2"));
    examples.put("invalid-list.json", with(text, "\"stages\" : [", "\"stages\" : 1, \"was\" : ["));
    examples.put(
        "invalid-object.json",
        with(text, "\"environment\" : {", "\"environment\" : \"\", \"was\" : {"));
    return examples;
  }

  private static RunRecord begun() {
    return RunRecord.begun(new RunIdentity("20260101-060000-1a2b", "ratings", 42, START));
  }

  private static RunRecord failed() {
    Ledger ledger = Ledger.EMPTY.with(READ, 100).with(TYPED, 90).with(QUARANTINED, 10);
    return begun()
        .withOrigin(origin())
        .entered("ingest", START.plusSeconds(1))
        .withRows(
            RunRows.EMPTY
                .withLedger(ledger)
                .withQuarantineReasons(
                    List.of(new QuarantineReason("must be a whole number", 10, "4,5 \"ñ\""))))
        .ended(
            Outcome.DATA_REJECTED,
            "Cannot ingest ratings.csv: 10 of 100 rows are bad",
            START.plusMillis(3_500));
  }

  private static RunRecord succeeded() {
    ObjectNode metrics = JsonNodeFactory.instance.objectNode();
    metrics.putObject("test").put("rmse", 0.9425).put("rows", 15);
    RunRecord second =
        begun()
            .withProgress(
                RunProgress.begun(START).at(new RunAttempt(2, Optional.of("c8".repeat(32)))));
    return second
        .withOrigin(origin())
        .finished(new FinishedStage("ingest", 2.5, START.plusMillis(2_500)))
        .finished(
            new FinishedStage("split", 1.25, START.plusMillis(3_750), Optional.of("b7".repeat(32))))
        .withRows(rows())
        .withParameterHash(Optional.of("5e".repeat(32)))
        .withMetrics(metrics)
        .entered("publish", START.plusSeconds(4))
        .ended(Outcome.DONE, "", START.plusSeconds(5));
  }

  private static RunRows rows() {
    SplitFingerprint split =
        new SplitFingerprint(
            DatasetFingerprint.of(65, 10),
            DatasetFingerprint.of(8, -2),
            DatasetFingerprint.of(15, 255));
    Map<String, Long> leak = new LinkedHashMap<>();
    leak.put("test-rows", 15L);
    leak.put("same-input", 2L);
    leak.put("same-input-and-target", 1L);
    Ledger ledger =
        Ledger.EMPTY
            .with(READ, 100)
            .with(TYPED, 90)
            .with(QUARANTINED, 10)
            .with(DUPLICATES_DROPPED, 2)
            .with(split);
    return RunRows.EMPTY
        .withLedger(ledger.check())
        .withQuarantineReasons(List.of(new QuarantineReason("is missing", 10, "")))
        .withSplit(split)
        .withLeak(leak);
  }

  private static RunOrigin origin() {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("job", "ratings");
    config.putObject("split").put("kind", "random").put("test-fraction", 0.2);
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("valora", "0.1.0");
    environment.put("jvm", "17.0.12");
    environment.put("blas", "OPENBLAS");
    return RunOrigin.EMPTY
        .withConfig(config)
        .withInputs(List.of(new InputFile("ratings.csv", 4096, "0f".repeat(32))))
        .withEnvironment(environment);
  }

  private static String with(String text, String found, String fault) {
    if (!text.contains(found)) {
      throw new IllegalArgumentException("nothing to make faulty: " + found);
    }
    return text.replace(found, fault);
  }

  private static void write(String file, String text) {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
