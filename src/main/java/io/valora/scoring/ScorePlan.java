package io.valora.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Sha256;
import io.valora.ingest.SourceFile;
import io.valora.lineage.CodeVersion;
import io.valora.model.ModelKind;
import io.valora.model.Signature;
import io.valora.models.ModelFolder;
import io.valora.scoring.ScoreTarget.Existing;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plan of a scoring, with everything checked that can be checked before Spark starts.
 *
 * @param files to read, at least one
 * @param fingerprint of what the scores are a function of
 * @param earlier ledger that stands in the target's folder
 */
public record ScorePlan(
    ScoreRequest request,
    Signature signature,
    ScoreColumns columns,
    List<SourceFile> files,
    String fingerprint,
    Optional<ScoreLedger> earlier) {
  public ScorePlan {
    files = List.copyOf(files);
  }

  /**
   * @throws JobException for whatever the user has to mend first
   */
  public static ScorePlan make(Storage storage, ScoreRequest request) {
    ModelFolder folder = new ModelFolder(storage, request.run());
    if (!folder.isPlain()) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "score with run " + request.run().runId(),
          "its model is of an earlier version (run the job again)");
    }
    Signature signature = folder.signature();
    if (request.lists().isPresent() && signature.kind() != ModelKind.PAIR) {
      throw JobException.invalid(
          "--top",
          request.lists().get().topN(),
          "must be left out: a model of task %s makes no lists".formatted(signature.task()));
    }
    List<StoredFile> found = found(storage, request.sources());
    ScorePlan plan =
        new ScorePlan(
            request,
            signature,
            ScoreColumns.of(request, signature),
            found.stream().map(file -> new SourceFile(file.uri(), file.uri(), "")).toList(),
            fingerprint(storage, request, found),
            storage
                .textOf(request.target().ledger())
                .map(text -> ScoreLedger.fromJson(request.target().ledger(), text)));
    plan.requireOurs(storage);
    return plan;
  }

  /** Whether the very scores are there. */
  public boolean isSettled() {
    return request.target().format().isFile() && isDone() && sameAsEarlier();
  }

  /** Counts of the scores that are there. */
  public ScoreCounts earlierCounts() {
    return earlier.map(ScoreLedger::counts).orElse(ScoreCounts.NONE);
  }

  boolean isDone() {
    return earlier.filter(ledger -> ledger.status() == ScoreLedger.Status.DONE).isPresent();
  }

  private boolean sameAsEarlier() {
    return earlier.filter(ledger -> ledger.fingerprint().equals(fingerprint)).isPresent();
  }

  private void requireOurs(Storage storage) {
    ScoreTarget target = request.target();
    boolean files = target.format().isFile();
    if (files && isDone() && !sameAsEarlier() && target.existing() == Existing.KEPT) {
      throw JobException.invalid(
          "--output",
          target.folder(),
          "must be a new folder: it has scores of other rows or of another model"
              + " (--replace puts these in their place)");
    }
    boolean foreign =
        earlier.isEmpty()
            && storage.names(target.folder()).stream()
                .anyMatch(name -> !name.startsWith("lease-") && !name.startsWith("."));
    if (foreign) {
      throw JobException.invalid(
          files ? "--output" : "--ledger",
          target.folder(),
          "must be a new folder, or one with scores: it holds other files");
    }
  }

  private static List<StoredFile> found(Storage storage, List<String> sources) {
    List<StoredFile> files = new ArrayList<>();
    for (String source : sources) {
      List<StoredFile> found = storage.find(source);
      if (found.isEmpty()) {
        throw JobException.invalid("--input", source, "must name at least one file that exists");
      }
      files.addAll(found);
    }
    return files;
  }

  private static String fingerprint(Storage storage, ScoreRequest request, List<StoredFile> files) {
    StringBuilder facts = new StringBuilder();
    facts.append(CodeVersion.ofThisBuild()).append('\n');
    facts.append(storage.readText(request.run().manifest())).append('\n');
    facts.append(request.config().resolved().path("ingest")).append('\n');
    facts.append(request.kept()).append(request.lists()).append(request.target().format());
    for (StoredFile file : files) {
      facts.append("\n%s %d %s".formatted(file.uri(), file.bytes(), file.modified()));
    }
    MessageDigest digest = Sha256.digest();
    digest.update(facts.toString().getBytes(UTF_8));
    return Sha256.hex(digest);
  }
}
