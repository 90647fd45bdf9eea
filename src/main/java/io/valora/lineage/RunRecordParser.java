package io.valora.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.json.CheckedNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes and reads {@code run.json}; {@code src/docs/run-json.md} describes each key. */
public final class RunRecordParser {
  private static final String FORMAT_VERSION = "format-version";
  private static final String RUN_ID = "run-id";
  private static final String JOB = "job";
  private static final String STATUS = "status";
  private static final String CODE = "code";
  private static final String MODIFIED = "modified";
  private static final String MESSAGE = "message";
  private static final String STAGE = "stage";
  private static final String ATTEMPT = "attempt";
  private static final String STAGE_FINGERPRINT = "stage-fingerprint";
  private static final String FINGERPRINT = "fingerprint";
  private static final String SHA256 = "[0-9a-f]{64}";
  private static final String SHA256_MUST = "64 hexadecimal digits";
  private static final String CREATED = "created";
  private static final String UPDATED = "updated";
  private static final String SEED = "seed";
  private static final String STAGES = "stages";
  private static final String LEDGER = "ledger";
  private static final String SPLIT_FINGERPRINT = "split-fingerprint";
  private static final String LEAK = "leak";
  private static final String WARNINGS = "data-warnings";
  private static final String SIDES = "side-inputs";
  private static final String QUARANTINE_REASONS = "quarantine-reasons";
  private static final String PARAMETER_HASH = "parameter-hash";
  private static final String METRICS = "metrics";
  private static final String INPUTS = "inputs";
  private static final String ENVIRONMENT = "environment";
  private static final String CONFIG = "config";
  private static final String WARM_START = "warm-start";
  private static final String TABLES = "tables";

  private static final ObjectMapper JSON = new ObjectMapper();

  private RunRecordParser() {}

  /** Indented JSON that ends with a line feed. */
  public static String toJson(RunRecord run) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(FORMAT_VERSION, RunRecord.FORMAT_VERSION);
    write(run.identity(), run.progress(), json);
    write(run.rows(), json);
    run.parameterHash().ifPresent(hash -> json.put(PARAMETER_HASH, hash));
    json.set(METRICS, run.metrics());
    write(run.origin(), json);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json).replace("\r", "")
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree that can't be written", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote. Keys it doesn't know are ignored.
   *
   * @param run what messages call the run
   * @throws JobException {@code Cannot read run.json of <run>: …}, naming the key
   */
  public static RunRecord fromJson(String run, String text) {
    CheckedNode json =
        CheckedNode.parse("run.json of " + run, text)
            .requireFormatVersion(RunRecord.FORMAT_VERSION);
    return new RunRecord(
        new RunIdentity(
            json.text(RUN_ID), json.text(JOB), json.wholeNumber(SEED), json.instant(CREATED)),
        progress(json),
        origin(json),
        rows(json),
        sha256(json, PARAMETER_HASH),
        json.object(METRICS).value());
  }

  private static void write(RunIdentity identity, RunProgress progress, ObjectNode json) {
    json.put(RUN_ID, identity.runId());
    json.put(JOB, identity.job());
    json.put(STATUS, EnumNames.nameOf(progress.status()));
    progress.outcome().ifPresent(outcome -> json.put(CODE, outcome.code()));
    json.put(MESSAGE, progress.message());
    json.put(STAGE, progress.stage());
    write(progress.attempt(), json);
    json.put(CREATED, identity.created().toString());
    json.put(UPDATED, progress.updated().toString());
    json.put(SEED, identity.seed());
    writeList(json.putArray(STAGES), progress.stages(), RunRecordParser::write);
  }

  private static void write(RunAttempt attempt, ObjectNode json) {
    if (!attempt.equals(RunAttempt.NONE)) {
      json.put(ATTEMPT, attempt.token());
    }
    attempt.stageFingerprint().ifPresent(print -> json.put(STAGE_FINGERPRINT, print));
  }

  private static void write(FinishedStage stage, ObjectNode json) {
    json.put("name", stage.name());
    json.put("seconds", stage.seconds());
    json.put("finished", stage.finished().toString());
    stage.fingerprint().ifPresent(print -> json.put(FINGERPRINT, print));
  }

  private static void write(RunRows rows, ObjectNode json) {
    write(rows.ledger(), json.putObject(LEDGER));
    rows.sides()
        .forEach(
            (section, counts) -> write(counts, json.withObject("/" + SIDES).putObject(section)));
    rows.split().ifPresent(split -> write(split, json.putObject(SPLIT_FINGERPRINT)));
    if (!rows.warnings().isEmpty()) {
      rows.warnings().forEach(json.putArray(WARNINGS)::add);
    }
    ObjectNode leak = json.putObject(LEAK);
    rows.leak().forEach(leak::put);
    writeList(json.putArray(QUARANTINE_REASONS), rows.quarantineReasons(), RunRecordParser::write);
  }

  private static void write(Ledger ledger, ObjectNode json) {
    ledger.counts().forEach((count, number) -> json.put(EnumNames.nameOf(count), number));
  }

  private static void write(SplitFingerprint split, ObjectNode json) {
    write(split.train(), json.putObject("train"));
    write(split.validation(), json.putObject("validation"));
    write(split.test(), json.putObject("test"));
  }

  private static void write(DatasetFingerprint part, ObjectNode json) {
    json.put("rows", part.rows());
    json.put("hash", part.hash());
  }

  private static void write(QuarantineReason reason, ObjectNode json) {
    json.put("reason", reason.reason());
    json.put("rows", reason.rows());
    json.put("example", reason.example());
  }

  private static void write(RunOrigin origin, ObjectNode json) {
    writeList(json.putArray(INPUTS), origin.inputs(), RunRecordParser::write);
    ObjectNode environment = json.putObject(ENVIRONMENT);
    origin.environment().forEach(environment::put);
    origin.warmStart().ifPresent(start -> write(start, json.putObject(WARM_START)));
    json.set(CONFIG, origin.config());
  }

  private static void write(WarmStart start, ObjectNode json) {
    json.put("run", start.run()).put(PARAMETER_HASH, start.parameterHash());
    ObjectNode tables = json.putObject(TABLES);
    start
        .tables()
        .forEach(
            (name, rows) ->
                tables.putObject(name).put("copied", rows.copied()).put("new", rows.added()));
  }

  private static void write(InputFile input, ObjectNode json) {
    json.put("name", input.name());
    json.put("bytes", input.bytes());
    json.put("sha256", input.sha256());
    input.modified().ifPresent(time -> json.put(MODIFIED, time.toString()));
  }

  private static <T> void writeList(
      ArrayNode json, List<T> values, BiConsumer<T, ObjectNode> write) {
    values.forEach(value -> write.accept(value, json.addObject()));
  }

  private static RunProgress progress(CheckedNode json) {
    return new RunProgress(
        json.choice(STATUS, RunStatus.values(), EnumNames::nameOf),
        json.optional(CODE).map(RunRecordParser::outcome),
        json.text(MESSAGE),
        json.text(STAGE),
        json.instant(UPDATED),
        json.list(STAGES, RunRecordParser::stage),
        new RunAttempt(
            json.optional(ATTEMPT).map(CheckedNode::requireCount).orElse(0L),
            sha256(json, STAGE_FINGERPRINT)));
  }

  private static FinishedStage stage(CheckedNode json) {
    return new FinishedStage(
        json.text("name"),
        json.number("seconds"),
        json.instant("finished"),
        sha256(json, FINGERPRINT));
  }

  private static Optional<String> sha256(CheckedNode json, String key) {
    return json.optional(key).map(print -> json.text(key, SHA256, SHA256_MUST));
  }

  private static Outcome outcome(CheckedNode code) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.code() == code.requireWholeNumber())
        .findFirst()
        .orElseThrow(() -> code.wrong("an exit code from 0 to 6, or 143"));
  }

  private static RunOrigin origin(CheckedNode json) {
    return new RunOrigin(
        json.object(CONFIG).value(),
        json.list(
            INPUTS,
            input ->
                new InputFile(
                    input.text("name"),
                    input.count("bytes"),
                    input.text("sha256"),
                    input.optional(MODIFIED).isPresent()
                        ? input.instant(MODIFIED)
                        : InputFile.UNKNOWN)),
        json.map(ENVIRONMENT, CheckedNode::requireText),
        json.optional(WARM_START).map(RunRecordParser::warmStart));
  }

  private static WarmStart warmStart(CheckedNode json) {
    return new WarmStart(
        json.text("run"),
        json.text(PARAMETER_HASH, SHA256, SHA256_MUST),
        json.map(TABLES, rows -> new WarmStart.Rows(rows.count("copied"), rows.count("new"))));
  }

  private static RunRows rows(CheckedNode json) {
    return new RunRows(
        ledger(json.object(LEDGER)),
        json.list(
            QUARANTINE_REASONS,
            reason ->
                new QuarantineReason(
                    reason.text("reason"), reason.count("rows"), reason.text("example"))),
        json.optional(SIDES).isPresent() ? json.map(SIDES, RunRecordParser::ledger) : Map.of(),
        json.optional(SPLIT_FINGERPRINT).map(RunRecordParser::split),
        json.optional(WARNINGS).isEmpty()
            ? List.of()
            : json.elements(WARNINGS, CheckedNode::requireText),
        json.map(LEAK, CheckedNode::requireCount));
  }

  private static Ledger ledger(CheckedNode json) {
    Map<LedgerCount, Long> counts = new EnumMap<>(LedgerCount.class);
    for (LedgerCount count : LedgerCount.values()) {
      Optional<CheckedNode> rows = json.optional(EnumNames.nameOf(count));
      rows.ifPresent(node -> counts.put(count, node.requireCount()));
    }
    return new Ledger(counts);
  }

  private static SplitFingerprint split(CheckedNode json) {
    return new SplitFingerprint(
        part(json.object("train")), part(json.object("validation")), part(json.object("test")));
  }

  private static DatasetFingerprint part(CheckedNode json) {
    return new DatasetFingerprint(
        json.count("rows"), json.text("hash", "[0-9a-f]{16}", "16 hexadecimal digits"));
  }
}
