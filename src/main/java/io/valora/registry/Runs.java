package io.valora.registry;

import io.valora.base.JobException;
import io.valora.lineage.RunRecordParser;
import io.valora.lineage.RunStatus;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The runs of a storage root, found by name, by alias or by the beginning of the name.
 *
 * @param root address of the storage root
 * @param option by which a user names a run, for messages
 */
public record Runs(Storage storage, String root, String option) {
  private static final String RUN = "--run-id";
  private static final RunWord CHAMPION = new RunWord("champion", Optional.empty());
  private static final int LISTED = 5;

  /** Of runs that are named by {@code --run-id}. */
  public Runs(Storage storage, String root) {
    this(storage, root, RUN);
  }

  /** The same runs, which a user names by the argument RUN. */
  public Runs byArgument() {
    return new Runs(storage, root, "RUN");
  }

  /**
   * The run that a user names: by its name or a beginning of it that no other run has, by the path
   * of its folder, as its job's {@code champion}, {@code challenger} or {@code previous} one, as
   * the {@code champion@2026-01-31} of the end of that day, or as the {@code latest} that is
   * published.
   *
   * @param job of the run; empty when the user named none
   * @throws JobException when there is none, or more than one
   */
  public RunFolder find(Optional<String> job, String name) {
    Optional<RunFolder> address = RunAddress.of(name);
    if (address.isPresent()) {
      RunFolder found = address.get();
      return new Runs(storage, storage.absolute(found.root()), option)
          .named(found.job(), found.runId());
    }
    List<String> jobs = job.map(List::of).orElseGet(this::jobs);
    Optional<RunWord> word = RunWord.of(option, name);
    if (word.isPresent()) {
      return named(jobs, name, word.get());
    }
    RunFolder.requireName(option, name);
    boolean whole =
        jobs.stream().anyMatch(one -> storage.exists(new RunFolder(root, one, name).runJson()));
    List<RunFolder> begun = whole ? List.of() : beginning(jobs, name);
    if (begun.size() > 1) {
      throw JobException.invalid(
          option,
          name,
          "must be a run, or the beginning of one alone: %s begin so".formatted(some(begun)));
    }
    return begun.isEmpty()
        ? job.map(one -> named(one, name)).orElseGet(() -> named(name))
        : begun.get(0);
  }

  private List<RunFolder> beginning(List<String> jobs, String prefix) {
    StoredRuns stored = new StoredRuns(storage, root);
    List<RunFolder> found = new ArrayList<>();
    for (String job : jobs) {
      stored.names(job).stream()
          .filter(runId -> runId.startsWith(prefix))
          .map(runId -> new RunFolder(root, job, runId))
          .filter(run -> storage.exists(run.runJson()))
          .forEach(found::add);
    }
    return found;
  }

  private static String some(List<RunFolder> runs) {
    String listed =
        runs.stream().limit(LISTED).map(RunFolder::runId).collect(Collectors.joining(", "));
    return runs.size() > LISTED ? "%s and %d more".formatted(listed, runs.size() - LISTED) : listed;
  }

  private RunFolder named(List<String> jobs, String name, RunWord word) {
    List<RunFolder> found = jobs.stream().flatMap(job -> named(job, word).stream()).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw JobException.invalid(
        option,
        name,
        found.isEmpty()
            ? "must be a run, and no job under %s has %s".formatted(root, word.sentence())
            : "must come with --job: one of " + jobsOf(found));
  }

  private Optional<RunFolder> named(String job, RunWord word) {
    return word.in(storage, root, job).map(runId -> new RunFolder(root, job, runId));
  }

  /**
   * The folder of a run of whichever job. Where several jobs have one of that name, those that
   * failed don't count.
   *
   * @throws JobException when no job, or more than one, has a run of that name
   */
  public RunFolder named(String runId) {
    RunFolder.requireName(option, runId);
    List<RunFolder> found =
        jobs().stream()
            .map(job -> new RunFolder(root, job, runId))
            .filter(run -> storage.exists(run.runJson()))
            .toList();
    if (found.isEmpty()) {
      throw JobException.invalid(option, runId, "must be a run under " + root);
    }
    List<RunFolder> sound =
        found.size() == 1 ? found : found.stream().filter(run -> !hasFailed(run)).toList();
    if (sound.size() != 1) {
      List<RunFolder> candidates = sound.isEmpty() ? found : sound;
      throw JobException.invalid(
          option,
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
          option, runId, "must be a run of job %s under %s".formatted(job, root));
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
    return named(job, CHAMPION);
  }

  /**
   * Checks that a run is published and its model is the one that was.
   *
   * @throws JobException when it isn't
   */
  public void requirePublished(RunFolder run) {
    if (status(run).filter(RunStatus.SUCCEEDED::equals).isEmpty()) {
      throw JobException.invalid(option, run.runId(), "must be a run that is published");
    }
    new PublishedFiles(storage, run).requireUnchanged(PublishedFiles.MODEL);
  }

  private List<String> jobs() {
    return new StoredRuns(storage, root).jobs();
  }
}
