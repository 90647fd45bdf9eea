package io.valora.registry;

import io.valora.base.JobException;
import io.valora.lineage.RunRecordParser;
import io.valora.lineage.RunStatus;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The runs of a storage root, found by name or as a job's champion.
 *
 * @param root address of the storage root
 */
public record Runs(Storage storage, String root) {
  private static final String RUN = "--run-id";
  private static final String CHAMPION = "champion";

  /**
   * The folder of a run of whichever job.
   *
   * @throws JobException when no job, or more than one, has a run of that name
   */
  public RunFolder named(String runId) {
    RunFolder.requireName(RUN, runId);
    List<RunFolder> found =
        jobs().stream()
            .map(job -> new RunFolder(root, job, runId))
            .filter(run -> storage.exists(run.runJson()))
            .toList();
    if (found.size() != 1) {
      throw JobException.invalid(
          RUN,
          runId,
          found.isEmpty()
              ? "must be a run under " + root
              : "must be given with its job: several jobs have it");
    }
    return found.get(0);
  }

  /**
   * The folder of a run of one job.
   *
   * @throws JobException when the job has no run of that name
   */
  public RunFolder named(String job, String runId) {
    RunFolder run = new RunFolder(root, job, runId);
    if (!storage.exists(run.runJson())) {
      throw JobException.invalid(
          RUN, runId, "must be a run of job %s under %s".formatted(job, root));
    }
    return run;
  }

  /** The champion of each job that has one, in the order of the jobs' names. */
  public List<RunFolder> champions() {
    List<RunFolder> champions = new ArrayList<>();
    jobs().forEach(job -> champion(job).ifPresent(champions::add));
    return List.copyOf(champions);
  }

  /** The run that a job has as its champion. */
  public Optional<RunFolder> champion(String job) {
    RunFolder anyRun = new RunFolder(root, job, CHAMPION);
    return new ModelAlias(storage, anyRun)
        .read(CHAMPION)
        .map(runId -> new RunFolder(root, job, runId));
  }

  /**
   * Checks that a run is published and its model is the one that was.
   *
   * @throws JobException when it isn't
   */
  public void requirePublished(RunFolder run) {
    boolean published =
        storage
            .textOf(run.runJson())
            .map(text -> RunRecordParser.fromJson(run.runJson(), text))
            .filter(record -> record.progress().status() == RunStatus.SUCCEEDED)
            .isPresent();
    if (!published) {
      throw JobException.invalid(RUN, run.runId(), "must be a run that is published");
    }
    new PublishedFiles(storage, run).requireUnchanged(PublishedFiles.MODEL);
  }

  private List<String> jobs() {
    return storage.names(root).stream().filter(RunFolder::isName).toList();
  }
}
