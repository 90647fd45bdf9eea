package io.valora.lineage;

import io.valora.base.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Progress of a run as {@code run.json} records it.
 *
 * @param status whether it is under way
 * @param outcome how it ended; empty while it is running
 * @param message what a user should know about the end; empty when there is nothing to say
 * @param stage the current or last stage; empty before the first
 * @param updated when this was last changed
 * @param stages those that are done, in the order they were finished
 * @param attempt the last one at the run
 */
public record RunProgress(
    RunStatus status,
    Optional<Outcome> outcome,
    String message,
    String stage,
    Instant updated,
    List<FinishedStage> stages,
    RunAttempt attempt) {
  public RunProgress {
    stages = List.copyOf(stages);
  }

  /** Running, before the first stage. */
  public static RunProgress begun(Instant now) {
    return new RunProgress(
        RunStatus.RUNNING, Optional.empty(), "", "", now, List.of(), RunAttempt.NONE);
  }

  /** Running, in the given stage; an attempt that resumes after a failure is running again. */
  public RunProgress entered(String next, Instant now) {
    return new RunProgress(RunStatus.RUNNING, Optional.empty(), "", next, now, stages, attempt);
  }

  /** With a stage done; it replaces an earlier one of the same name. */
  public RunProgress finished(FinishedStage done) {
    List<FinishedStage> all = new ArrayList<>(stages);
    all.removeIf(earlier -> earlier.name().equals(done.name()));
    all.add(done);
    return new RunProgress(status, outcome, message, done.name(), done.finished(), all, attempt);
  }

  /** With a stage not done, as when it is run again. */
  public RunProgress without(String name) {
    List<FinishedStage> others = stages.stream().filter(done -> !done.name().equals(name)).toList();
    return new RunProgress(status, outcome, message, stage, updated, others, attempt);
  }

  /** Ended: succeeded for {@link Outcome#DONE}, else failed. */
  public RunProgress ended(Outcome how, String why, Instant now) {
    RunStatus end = how == Outcome.DONE ? RunStatus.SUCCEEDED : RunStatus.FAILED;
    return new RunProgress(end, Optional.of(how), why, stage, now, stages, attempt);
  }

  /** Published with the given outcome. */
  public RunProgress published(Outcome how, String why, Instant now) {
    return new RunProgress(RunStatus.SUCCEEDED, Optional.of(how), why, stage, now, stages, attempt);
  }

  /** As seen by the given attempt. */
  public RunProgress at(RunAttempt other) {
    return new RunProgress(status, outcome, message, stage, updated, stages, other);
  }

  /** The stage of that name, if it is done. */
  public Optional<FinishedStage> done(String name) {
    return stages.stream().filter(done -> done.name().equals(name)).findFirst();
  }

  /** Whether the stage of that name is done. */
  public boolean isDone(String name) {
    return stages.stream().anyMatch(done -> done.name().equals(name));
  }
}
