package io.valora.scoring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.ingest.QuarantineReason;
import io.valora.json.CheckedNode;
import io.valora.lineage.InputFile;
import java.util.List;

/**
 * Ledger of a scoring, {@code score.json}; {@code src/docs/score-json.md} describes the file.
 *
 * @param fingerprint of what the scores are a function of, in hexadecimal digits
 * @param message why it failed; empty when it didn't
 */
record ScoreLedger(
    Origin origin,
    Status status,
    String fingerprint,
    String message,
    ScoreCounts counts,
    List<QuarantineReason> reasons,
    List<InputFile> inputs) {
  private static final int FORMAT_VERSION = 1;

  /** State of the scores in the folder. */
  enum Status {
    RUNNING,
    DONE,
    FAILED
  }

  /** Model that answered, and where its answers are. */
  record Origin(String job, String runId, String output, String format) {}

  ScoreLedger {
    reasons = List.copyOf(reasons);
    inputs = List.copyOf(inputs);
  }

  /** A scoring that has just begun. */
  static ScoreLedger begun(Origin origin, String fingerprint) {
    return new ScoreLedger(
        origin, Status.RUNNING, fingerprint, "", ScoreCounts.NONE, List.of(), List.of());
  }

  ScoreLedger failed(String why) {
    return new ScoreLedger(origin, Status.FAILED, fingerprint, why, counts, reasons, inputs);
  }

  ScoreLedger done(ScoreCounts rows, List<QuarantineReason> why, List<InputFile> files) {
    return new ScoreLedger(origin, Status.DONE, fingerprint, "", rows, why, files);
  }

  /** Indented JSON that ends with a line feed. */
  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format-version", FORMAT_VERSION).put("status", EnumNames.nameOf(status));
    json.put("message", message);
    json.put("job", origin.job).put("run-id", origin.runId);
    json.put("output", origin.output).put("format", origin.format);
    json.putObject("rows")
        .put("read", counts.read())
        .put("scored", counts.scored())
        .put("quarantined", counts.quarantined())
        .put("dropped", counts.dropped())
        .put("written", counts.written());
    json.putArray("quarantine-reasons");
    for (QuarantineReason reason : reasons) {
      json.withArray("quarantine-reasons")
          .addObject()
          .put("reason", reason.description())
          .put("rows", reason.rows())
          .put("example", reason.example());
    }
    json.putArray("inputs");
    for (InputFile input : inputs) {
      json.withArray("inputs")
          .addObject()
          .put("name", input.name())
          .put("bytes", input.bytes())
          .put("sha256", input.sha256());
    }
    json.put("fingerprint", fingerprint);
    return json.toPrettyString().replace("\r", "") + "\n";
  }

  /**
   * What a later attempt needs of the text that {@link #toJson} wrote: no reasons and no inputs.
   *
   * @throws io.valora.base.JobException {@code Cannot read <document>: …}, naming the key
   */
  static ScoreLedger fromJson(String document, String text) {
    CheckedNode json = CheckedNode.parse(document, text).requireFormatVersion(FORMAT_VERSION);
    CheckedNode rows = json.object("rows");
    return new ScoreLedger(
        new Origin(json.text("job"), json.text("run-id"), json.text("output"), json.text("format")),
        json.choice("status", Status.values(), EnumNames::nameOf),
        json.text("fingerprint"),
        json.text("message"),
        new ScoreCounts(
            rows.count("read"),
            rows.count("scored"),
            rows.count("quarantined"),
            rows.count("dropped"),
            rows.count("written")),
        List.of(),
        List.of());
  }
}
