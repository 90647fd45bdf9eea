package io.valora.tuning.search;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Results of a search's steps, each read when it is first asked for. */
final class StepResults {
  private final TrialFolder folder;
  private final Map<String, Optional<TrialResult>> known = new ConcurrentHashMap<>();

  StepResults(TrialFolder folder) {
    this.folder = folder;
  }

  Optional<TrialResult> of(Step step) {
    return known.computeIfAbsent(folder.file(step), file -> folder.result(step));
  }

  void put(Step step, TrialResult result) {
    known.put(folder.file(step), Optional.of(result));
  }
}
