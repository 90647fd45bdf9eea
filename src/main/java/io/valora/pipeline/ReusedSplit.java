package io.valora.pipeline;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.job.JobConfig;
import io.valora.job.Stage;
import io.valora.lease.Lease;
import io.valora.lineage.FinishedStage;
import io.valora.lineage.RunRecord;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Typed rows and splits of another run of the job, copied where that run read the same files with
 * the same settings and code.
 */
final class ReusedSplit {
  private static final Logger LOG = LoggerFactory.getLogger(ReusedSplit.class);
  private static final List<Stage> STAGES = List.of(Stage.INGEST, Stage.SPLIT);
  private static final List<String> FOLDERS =
      List.of("input", "typed", "quarantine", "side", "split");

  /** Runs that are looked at, the newest first. */
  private static final int MOST_RUNS = 20;

  /** The driver copies; more than this is read again by all executors. */
  private static final long MOST_BYTES = 1L << 30;

  /** A run whose splits are those that the plan would make. */
  private record Donor(RunFolder folder, RunRecord record, Map<Stage, String> fingerprints) {}

  private final Storage storage;

  ReusedSplit(Storage storage) {
    this.storage = storage;
  }

  /** The plan behind the stages that another run has done; the same plan where there is none. */
  RunPlan of(RunPlan plan) {
    boolean isNew = plan.stages().containsAll(STAGES) && readsFilesAlone(plan.config());
    return isNew ? donor(plan).flatMap(donor -> copied(plan, donor)).orElse(plan) : plan;
  }

  /** Of a table nobody can tell without reading whether it is the same. */
  private static boolean readsFilesAlone(JobConfig config) {
    return config.ingest().table().isEmpty()
        && config.taskConfig().auxiliaryInputs().stream()
            .allMatch(side -> side.ingest().table().isEmpty());
  }

  private Optional<Donor> donor(RunPlan plan) {
    String runs = "%s/%s/runs".formatted(plan.folder().root(), plan.folder().job());
    return storage.names(runs).stream()
        .filter(name -> RunFolder.isName(name) && !name.equals(plan.folder().runId()))
        .sorted(Comparator.reverseOrder())
        .limit(MOST_RUNS)
        .map(name -> new RunFolder(plan.folder().root(), plan.folder().job(), name))
        .flatMap(folder -> donor(plan, folder).stream())
        .findFirst();
  }

  private Optional<Donor> donor(RunPlan plan, RunFolder folder) {
    try {
      return RunJournal.read(storage, folder)
          .filter(record -> STAGES.stream().allMatch(stage -> record.isDone(stage.label())))
          .filter(record -> !Lease.isTraced(storage, folder))
          .map(
              record ->
                  new Donor(
                      folder,
                      record,
                      StageFingerprints.of(
                          storage,
                          plan.config(),
                          plan.record().origin().withInputs(record.origin().inputs()))))
          .filter(ReusedSplit::isSame)
          .filter(donor -> bytes(folder) <= MOST_BYTES);
    } catch (JobException unreadable) {
      return Optional.empty();
    }
  }

  private long bytes(RunFolder folder) {
    return FOLDERS.stream()
        .flatMap(name -> storage.find(folder.uri() + "/" + name).stream())
        .mapToLong(StoredFile::bytes)
        .sum();
  }

  private static boolean isSame(Donor donor) {
    return STAGES.stream()
        .allMatch(
            stage ->
                donor
                    .record()
                    .progress()
                    .done(stage.label())
                    .flatMap(FinishedStage::fingerprint)
                    .equals(Optional.of(donor.fingerprints().get(stage))));
  }

  /** The plan behind the copied stages; empty when somebody removed the donor meanwhile. */
  private Optional<RunPlan> copied(RunPlan plan, Donor donor) {
    long start = System.nanoTime();
    if (!copyWhole(donor.folder(), plan.folder())) {
      FOLDERS.forEach(folder -> storage.delete(plan.folder().uri() + "/" + folder));
      return Optional.empty();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    RunRecord record =
        plan.record()
            .withRows(donor.record().rows())
            .withOrigin(plan.record().origin().withInputs(donor.record().origin().inputs()));
    for (Stage stage : STAGES) {
      Optional<String> fingerprint = Optional.of(donor.fingerprints().get(stage));
      record =
          record.finished(
              new FinishedStage(
                  stage.label(), seconds / STAGES.size(), Instant.now(), fingerprint));
    }
    LOG.info(
        "ingest, split: copied from run {}, which read the same files with the same settings ({} s)",
        donor.folder().runId(),
        "%.1f".formatted(seconds));
    return Optional.of(plan.behind(record, donor.fingerprints()));
  }

  private boolean copyWhole(RunFolder from, RunFolder to) {
    try {
      FOLDERS.forEach(folder -> copy(from, to, folder));
    } catch (JobException failure) {
      if (isWhole(from)) {
        throw failure;
      }
    }
    return isWhole(from);
  }

  /** Who removes a run holds its lease first, and deletes its record last. */
  private boolean isWhole(RunFolder donor) {
    return !Lease.isTraced(storage, donor) && RunJournal.read(storage, donor).isPresent();
  }

  private void copy(RunFolder from, RunFolder to, String folder) {
    String source = "/%s/runs/%s/%s/".formatted(from.job(), from.runId(), folder);
    storage.delete(to.uri() + "/" + folder);
    for (StoredFile file : storage.find(from.uri() + "/" + folder)) {
      int below = file.uri().lastIndexOf(source) + source.length();
      String target = "%s/%s/%s".formatted(to.uri(), folder, file.uri().substring(below));
      try (InputStream in = storage.open(file.uri());
          OutputStream out = storage.create(target)) {
        in.transferTo(out);
      } catch (IOException e) {
        throw JobException.cannot(Outcome.UNEXPECTED, "copy " + file.uri(), e.getMessage(), e);
      }
    }
  }
}
