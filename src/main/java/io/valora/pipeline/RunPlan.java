package io.valora.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.DottedKeys;
import io.valora.ingest.SourceFile;
import io.valora.job.JobConfig;
import io.valora.job.PlannedRun;
import io.valora.job.Sources;
import io.valora.job.Stage;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunStatus;
import io.valora.registry.PublishedFiles;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.training.TrainingStart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plan of a command, with everything checked that can be checked before Spark starts.
 *
 * @param record what {@code run.json} said, or a new one
 * @param sources the input files; empty when the ingest stage isn't among {@code stages}
 * @param stages those still to run, in order; none when all are done
 * @param start where the train stage begins, if it is among them
 * @param fingerprints of what each stage of the job's task is a function of
 */
public record RunPlan(
    RunFolder folder,
    JobConfig config,
    RunRecord record,
    List<SourceFile> sources,
    List<Stage> stages,
    TrainingStart start,
    Map<Stage, String> fingerprints) {
  public RunPlan {
    sources = List.copyOf(sources);
    stages = List.copyOf(stages);
    fingerprints = Map.copyOf(fingerprints);
  }

  /**
   * @param stages what the command names: all, or one
   * @throws JobException for whatever the user has to mend first
   */
  public static RunPlan make(Storage storage, RunRequest request, List<Stage> stages) {
    requireResumable(request, stages);
    String root = storage.absolute(request.root());
    return request.jobFile().isPresent()
        ? ofJobFile(storage, request, root, stages)
        : ofRun(storage, request, root, stages);
  }

  /**
   * Read-only plan of a published run.
   *
   * @throws JobException when the run isn't published, or its model or lists aren't those that were
   *     published
   */
  public static RunPlan ofPublished(Storage storage, RunRequest request) {
    RunPlan plan = make(storage, request, List.of(Stage.values()));
    if (!plan.published()) {
      throw JobException.invalid(
          "--run-id", plan.folder.runId(), "must be a run that is published");
    }
    new PublishedFiles(storage, plan.folder)
        .requireUnchanged(PublishedFiles.MODEL, PublishedFiles.RECOMMENDATIONS);
    return plan;
  }

  public boolean published() {
    return isPublished(record);
  }

  /** Whether the run is published, and its gates kept it from becoming champion. */
  boolean stoppedByGates() {
    return published()
        && record.progress().outcome().filter(Outcome.UNUSABLE_MODEL::equals).isPresent();
  }

  /** The same plan behind stages that another run has done. */
  RunPlan behind(RunRecord done, Map<Stage, String> newFingerprints) {
    List<Stage> left = stages.stream().filter(stage -> !done.isDone(stage.label())).toList();
    return new RunPlan(folder, config, done, List.of(), left, start, newFingerprints);
  }

  /** The part that the stages need. */
  PlannedRun forStages() {
    return new PlannedRun(folder, config, sources, start);
  }

  /** Whether the stages that are done are all that a run of the job's task has. */
  boolean isWhole(RunRecord done) {
    return config.task().stages().stream().allMatch(stage -> done.isDone(stage.label()));
  }

  private static void requireResumable(RunRequest request, List<Stage> stages) {
    if (request.start() == TrainingStart.FRESH) {
      return;
    }
    if (!stages.contains(Stage.TRAIN)) {
      throw JobException.invalid(
          "--resume", stages.get(0).label(), "must be with run or train: only training resumes");
    }
    if (request.runId().isEmpty()) {
      throw new JobException(
          Outcome.INVALID_REQUEST, "Missing --run-id (must name the run to resume)");
    }
  }

  private static RunPlan ofJobFile(
      Storage storage, RunRequest request, String root, List<Stage> stages) {
    JobConfig config =
        JobConfig.read(
            request.tasks(), storage, request.jobFile().orElseThrow(), request.overrides());
    if (request.job().filter(job -> !job.equals(config.job())).isPresent()) {
      throw JobException.invalid(
          "--job",
          request.job().get(),
          "must be left out, or the job of the file, which is " + config.job());
    }
    if (request.runId().isEmpty() && !stages.contains(Stage.INGEST)) {
      throw new JobException(
          Outcome.INVALID_REQUEST, "Missing --run-id (must name the run to continue)");
    }
    Instant now = Instant.now();
    RunFolder folder =
        new RunFolder(root, config.job(), request.runId().orElseGet(() -> RunNames.at(now)));
    Optional<RunRecord> earlier = RunJournal.read(storage, folder);
    earlier.ifPresent(record -> requireUnpublishedOrSame(record, config));
    if (earlier.filter(RunPlan::isPublished).isPresent()) {
      return checked(storage, unchecked(folder, config, earlier.get(), request), stages);
    }
    RunRecord record =
        earlier
            .map(found -> RunJournal.resumed(found, config))
            .orElseGet(() -> RunJournal.fresh(folder, config, now));
    RunRecord started = new WarmStarts(storage, folder, config).of(record, earlier);
    return checked(storage, unchecked(folder, config, started, request), stages);
  }

  private static void requireUnpublishedOrSame(RunRecord earlier, JobConfig config) {
    ObjectNode was = (ObjectNode) earlier.origin().config();
    List<String> changed = DottedKeys.differences(JobConfig.computed(was), config.computed());
    if (isPublished(earlier) && !changed.isEmpty()) {
      throw JobException.invalid(
          "--run-id",
          earlier.identity().runId(),
          "must be a new one: that run's configuration differs in " + String.join(", ", changed));
    }
  }

  private static boolean isPublished(RunRecord record) {
    return record.progress().status() == RunStatus.SUCCEEDED;
  }

  private static RunPlan unchecked(
      RunFolder folder, JobConfig config, RunRecord record, RunRequest request) {
    return new RunPlan(folder, config, record, List.of(), List.of(), request.start(), Map.of());
  }

  private static RunPlan ofRun(
      Storage storage, RunRequest request, String root, List<Stage> stages) {
    String runId =
        request
            .runId()
            .orElseThrow(
                () ->
                    new JobException(
                        Outcome.INVALID_REQUEST,
                        "Missing JOB (must be a job file, unless --run-id names a run that exists)"));
    RunFolder folder = new Runs(storage, root).find(request.job(), runId);
    RunRecord record = RunJournal.read(storage, folder).orElseThrow();
    if (!request.overrides().isEmpty()) {
      throw JobException.invalid("--set", request.overrides().get(0), "must come with a job file");
    }
    JobConfig config =
        JobConfig.ofResolved(
            request.tasks(), folder.runJson(), (ObjectNode) record.origin().config());
    RunRecord resumed = isPublished(record) ? record : RunJournal.resumed(record, config);
    return checked(storage, unchecked(folder, config, resumed, request), stages);
  }

  /**
   * @param named the stages that the command names
   */
  private static RunPlan checked(Storage storage, RunPlan plan, List<Stage> named) {
    if (named.size() == 1) {
      plan.requireTaskHas(named.get(0));
    }
    if (plan.published()) {
      return plan;
    }
    Map<Stage, String> fingerprints =
        StageFingerprints.of(storage, plan.config, plan.record.origin());
    TrainingStart start = ReusableStages.startOfTraining(plan.record, fingerprints, plan.start);
    RunRecord record = ReusableStages.keep(plan.record, fingerprints, plan.config.task());
    RunPlan kept =
        new RunPlan(plan.folder, plan.config, record, List.of(), List.of(), start, fingerprints);
    List<Stage> todo = named.size() == 1 ? named : kept.unfinished(named);
    if (!todo.isEmpty()) {
      kept.requireEarlierStages(todo.get(0), plan.record);
    }
    List<SourceFile> sources =
        todo.contains(Stage.INGEST)
            ? Sources.resolve(storage, plan.folder, plan.config)
            : List.of();
    return new RunPlan(plan.folder, plan.config, record, sources, todo, start, fingerprints);
  }

  private List<Stage> unfinished(List<Stage> named) {
    return config.task().stages().stream()
        .filter(named::contains)
        .dropWhile(stage -> record.isDone(stage.label()))
        .toList();
  }

  /**
   * @throws JobException when a job of this task never does the stage
   */
  public void requireTaskHas(Stage stage) {
    if (!config.task().stages().contains(stage)) {
      throw JobException.invalid(
          "task", config.task().name(), "must be one with a stage '%s'".formatted(stage.label()));
    }
  }

  /**
   * @param found what {@code run.json} says, also of stages that can't be kept
   */
  private void requireEarlierStages(Stage first, RunRecord found) {
    for (Stage stage : config.task().stages()) {
      if (stage.compareTo(first) < 0 && !record.isDone(stage.label())) {
        String why =
            found.isDone(stage.label())
                ? "was done with other files, settings or code"
                : "is not done";
        throw JobException.cannot(
            Outcome.INVALID_REQUEST,
            "%s run %s".formatted(first.label(), folder.runId()),
            "its stage '%s' %s (run: valora %s JOB --run-id %s)"
                .formatted(stage.label(), why, stage.label(), folder.runId()));
      }
    }
  }
}
