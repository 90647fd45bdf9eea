package io.valora.tuning.search;

import io.valora.split.FoldPaths;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Files of a run's trials and folds, below its folder {@code tuning}. */
record TrialFolder(Storage storage, RunFolder run) {
  private static final String TRIALS = "trials";
  private static final String FOLDS = "folds";
  private static final String PREPARED = "prepared";
  private static final String RESULT = "result.json";

  /**
   * Result of a step: its own, or that of a trial that ended before.
   *
   * @return empty when there is none
   */
  Optional<TrialResult> result(Step step) {
    Optional<TrialResult> own = read(step);
    return step.isLast()
        ? own
        : own.or(
            () ->
                read(step.whole())
                    .filter(whole -> whole.failure().isEmpty() && whole.epochs() <= step.epochs()));
  }

  private Optional<TrialResult> read(Step step) {
    String file = file(step);
    return storage.textOf(file).map(text -> TrialFile.read(file, text));
  }

  void write(Step step, TrialResult result) {
    storage.write(file(step), TrialFile.write(step.trial(), result));
  }

  /** Folders of trials that a plan doesn't have. */
  long others(SearchPlan plan) {
    Set<String> known = plan.trials().stream().map(Trial::id).collect(Collectors.toSet());
    return storage.names(run.tuning(TRIALS)).stream().filter(name -> !known.contains(name)).count();
  }

  String below(Trial trial, String name) {
    return run.tuning("%s/%s/%s".formatted(TRIALS, trial.id(), name));
  }

  String file(Step step) {
    String name = step.isLast() ? RESULT : "epochs-%d.json".formatted(step.epochs());
    return below(step.trial(), name);
  }

  String checkpoints(Trial trial) {
    return below(trial, "checkpoints");
  }

  FoldPaths fold(Trial trial) {
    return fold(trial.foldId());
  }

  FoldPaths fold(String foldId) {
    return new FoldPaths(run.tuning(FOLDS + "/" + foldId));
  }

  /** Written when a fold is whole. */
  String foldMarker(Trial trial) {
    return fold(trial).folder() + "/fold.json";
  }

  /** Whatever is fitted of a prepared fold. */
  String prepared(int number) {
    return run.tuning(PREPARED + "/" + number);
  }

  void deletePrepared() {
    storage.delete(run.tuning(PREPARED));
  }

  /** Folds are a function of the rows: they needn't stay. */
  void deleteFolds() {
    storage.delete(run.tuning(FOLDS));
  }
}
