package io.valora.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.DottedKeys;
import io.valora.ingest.SourceFile;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunStatus;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.training.TrainingStart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a command is about to do, with everything checked that can be checked before Spark starts.
 *
 * @param record what {@code run.json} said, or a new one
 * @param sources the input files; empty when the ingest stage isn't among {@code stages}
 * @param stages those still to run, in order; none when the run was published
 * @param start where the train stage begins, if it is among them
 */
public record RunPlan(
    RunFolder folder,
    JobConfig config,
    RunRecord record,
    List<SourceFile> sources,
    List<Stage> stages,
    TrainingStart start) {

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
   * The plan of a run that is published, for whoever only reads it.
   *
   * @throws JobException when the run isn't published
   */
  public static RunPlan ofPublished(Storage storage, RunRequest request) {
    RunPlan plan = make(storage, request, List.of(Stage.values()));
    if (!plan.published()) {
      throw JobException.invalid(
          "--run-id", plan.folder.runId(), "must be a run that is published");
    }
    return plan;
  }

  public boolean published() {
    return record.progress().status() == RunStatus.SUCCEEDED;
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
    JobConfig config = JobConfig.read(storage, request.jobFile().orElseThrow(), request.settings());
    if (request.runId().isEmpty() && !stages.contains(Stage.INGEST)) {
      throw new JobException(
          Outcome.INVALID_REQUEST, "Missing --run-id (must name the run to continue)");
    }
    Instant now = Instant.now();
    RunFolder folder =
        new RunFolder(root, config.job(), request.runId().orElseGet(() -> RunNames.at(now)));
    Optional<RunRecord> earlier = RunJournal.read(storage, folder);
    RunRecord fresh = RunJournal.fresh(folder, config, now);
    if (earlier.isEmpty()) {
      return checked(
          storage, new RunPlan(folder, config, fresh, List.of(), stages, request.start()));
    }
    List<String> changed =
        DottedKeys.differences(earlier.get().origin().config(), config.resolved());
    if (changed.isEmpty()) {
      return checked(
          storage, new RunPlan(folder, config, earlier.get(), List.of(), stages, request.start()));
    }
    boolean startOver =
        request.start() == TrainingStart.FRESH
            && earlier.get().progress().status() != RunStatus.SUCCEEDED
            && stages.contains(Stage.INGEST);
    if (!startOver) {
      throw JobException.invalid(
          "--run-id",
          folder.runId(),
          "must be a new one: that run's configuration differs in " + String.join(", ", changed));
    }
    return checked(storage, new RunPlan(folder, config, fresh, List.of(), stages, request.start()));
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
    RunFolder folder = RunNames.find(storage, root, runId);
    RunRecord record = RunJournal.read(storage, folder).orElseThrow();
    if (!request.settings().isEmpty()) {
      throw JobException.invalid("--set", request.settings().get(0), "must come with a job file");
    }
    JobConfig config =
        JobConfig.ofResolved(folder.runJson(), (ObjectNode) record.origin().config());
    return checked(
        storage, new RunPlan(folder, config, record, List.of(), stages, request.start()));
  }

  private static RunPlan checked(Storage storage, RunPlan plan) {
    if (plan.stages.size() == 1) {
      plan.requireTaskHas(plan.stages.get(0));
    }
    if (plan.published()) {
      return new RunPlan(plan.folder, plan.config, plan.record, List.of(), List.of(), plan.start);
    }
    List<Stage> todo = plan.stages.size() == 1 ? plan.stages : plan.unfinished();
    plan.requireEarlierStages(todo.get(0));
    List<SourceFile> sources =
        todo.contains(Stage.INGEST)
            ? Sources.resolve(storage, plan.folder, plan.config)
            : List.of();
    storage.requireWritable(plan.folder.uri());
    return new RunPlan(plan.folder, plan.config, plan.record, sources, todo, plan.start);
  }

  private List<Stage> unfinished() {
    List<Stage> all = stages.stream().filter(config.task().stages()::contains).toList();
    int first = 0;
    while (first < all.size() - 1 && record.isDone(all.get(first).label())) {
      first++;
    }
    return all.subList(first, all.size());
  }

  /**
   * @throws JobException when a job of this task never does the stage
   */
  public void requireTaskHas(Stage stage) {
    if (!config.task().stages().contains(stage)) {
      throw JobException.invalid(
          "task",
          config.task().label(),
          "must be rating: a %s job has no stage '%s'"
              .formatted(config.task().label(), stage.label()));
    }
  }

  private void requireEarlierStages(Stage first) {
    for (Stage stage : config.task().stages()) {
      if (stage.compareTo(first) < 0 && !record.isDone(stage.label())) {
        throw JobException.cannot(
            Outcome.INVALID_REQUEST,
            "%s run %s".formatted(first.label(), folder.runId()),
            "its stage '%s' is not done (run: valora %s JOB --run-id %s)"
                .formatted(stage.label(), stage.label(), folder.runId()));
      }
    }
  }
}
