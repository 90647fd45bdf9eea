package io.valora.tuning.search;

import io.valora.split.FoldPaths;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Files of a run's trials and folds, below its folder {@code tuning}. */
record TrialFolder(Storage storage, RunFolder run) {
  private static final String TRIALS = "trials";
  private static final String FOLDS = "folds";

  /** Results that lie there, by the numbers of their trials. */
  Map<Integer, TrialResult> results(SearchPlan plan) {
    Map<Integer, TrialResult> results = new LinkedHashMap<>();
    for (Trial trial : plan.trials()) {
      result(trial).ifPresent(found -> results.put(trial.number(), found));
    }
    return results;
  }

  private Optional<TrialResult> result(Trial trial) {
    String file = file(trial);
    return storage.textOf(file).map(text -> TrialFile.read(file, text));
  }

  void write(Trial trial, TrialResult result) {
    storage.write(file(trial), TrialFile.write(trial, result));
  }

  /** Folders of trials that a plan doesn't have. */
  long others(SearchPlan plan) {
    Set<String> known = plan.trials().stream().map(Trial::id).collect(Collectors.toSet());
    return storage.names(run.tuning(TRIALS)).stream().filter(name -> !known.contains(name)).count();
  }

  String below(Trial trial, String name) {
    return run.tuning("%s/%s/%s".formatted(TRIALS, trial.id(), name));
  }

  private String file(Trial trial) {
    return below(trial, "result.json");
  }

  FoldPaths fold(Trial trial) {
    return new FoldPaths(run.tuning(FOLDS + "/" + trial.foldId()));
  }

  /** Written when a fold is whole. */
  String foldMarker(Trial trial) {
    return fold(trial).folder() + "/fold.json";
  }

  /** Folds are a function of the rows: they needn't stay. */
  void deleteFolds() {
    storage.delete(run.tuning(FOLDS));
  }
}
