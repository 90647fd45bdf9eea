package io.valora.registry;

import io.valora.base.JobException;
import io.valora.lineage.RunRecordParser;
import io.valora.lineage.RunStatus;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The runs of a storage root, found by name or as a job's champion.
 *
 * @param root address of the storage root
 */
public record Runs(Storage storage, String root) {
  private static final String RUN = "--run-id";
  private static final String CHAMPION = "champion";
  private static final Set<String> ALIASES = Set.of(CHAMPION, "previous");

  /**
   * The run that a user names: by its name, as its job's {@code champion} or {@code previous} one,
   * or by the path of its folder.
   *
   * @param job of the run; empty when the user named none
   * @throws JobException when there is none, or more than one
   */
  public RunFolder find(Optional<String> job, String name) {
    Optional<RunFolder> address = RunAddress.of(name);
    if (address.isPresent()) {
      RunFolder found = address.get();
      return new Runs(storage, storage.absolute(found.root())).named(found.job(), found.runId());
    }
    if (ALIASES.contains(name)) {
      return aliased(job.map(List::of).orElseGet(this::jobs), name);
    }
    return job.map(one -> named(one, name)).orElseGet(() -> named(name));
  }

  private RunFolder aliased(List<String> jobs, String alias) {
    List<RunFolder> found = jobs.stream().flatMap(job -> aliased(job, alias).stream()).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw JobException.invalid(
        RUN,
        alias,
        found.isEmpty()
            ? "must be a run, and no job under %s has a %s".formatted(root, alias)
            : "must come with --job: one of " + jobsOf(found));
  }

  private Optional<RunFolder> aliased(String job, String alias) {
    RunFolder anyRun = new RunFolder(root, job, alias);
    return new ModelAlias(storage, anyRun)
        .read(alias)
        .map(runId -> new RunFolder(root, job, runId));
  }

  /**
   * The folder of a run of whichever job. Where several jobs have one of that name, those that
   * failed don't count.
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
    if (found.isEmpty()) {
      throw JobException.invalid(RUN, runId, "must be a run under " + root);
    }
    List<RunFolder> sound =
        found.size() == 1 ? found : found.stream().filter(run -> !hasFailed(run)).toList();
    if (sound.size() != 1) {
      List<RunFolder> candidates = sound.isEmpty() ? found : sound;
      throw JobException.invalid(
          RUN,
          runId,
          "must come with --job, or be the path of the run's folder: jobs %s have it"
              .formatted(jobsOf(candidates)));
    }
    return sound.get(0);
  }

  private static String jobsOf(List<RunFolder> runs) {
    return runs.stream().map(RunFolder::job).collect(Collectors.joining(", "));
  }

  private boolean hasFailed(RunFolder run) {
    return status(run).filter(RunStatus.FAILED::equals).isPresent();
  }

  private Optional<RunStatus> status(RunFolder run) {
    return storage
        .textOf(run.runJson())
        .map(text -> RunRecordParser.fromJson(run.runJson(), text).progress().status());
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
    return aliased(job, CHAMPION);
  }

  /**
   * Checks that a run is published and its model is the one that was.
   *
   * @throws JobException when it isn't
   */
  public void requirePublished(RunFolder run) {
    if (status(run).filter(RunStatus.SUCCEEDED::equals).isEmpty()) {
      throw JobException.invalid(RUN, run.runId(), "must be a run that is published");
    }
    new PublishedFiles(storage, run).requireUnchanged(PublishedFiles.MODEL);
  }

  private List<String> jobs() {
    return storage.names(root).stream().filter(RunFolder::isName).toList();
  }
}
