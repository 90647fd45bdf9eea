package io.valora.gates.serving;

import io.valora.json.CheckedNode;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.Optional;

/**
 * Names of the classes that a run's evaluation read scores as, which its model must answer with.
 *
 * @param negative empty where the task has no classes, or the run is of a version that kept none
 * @param threshold from which on a score was read as the positive class
 */
record EvaluatedClasses(String negative, String positive, double threshold) {
  /** Scores as near to the threshold may fall to its other side when they are computed again. */
  private static final double TOLERANCE = 1e-5;

  private static final EvaluatedClasses NONE = new EvaluatedClasses("", "", Double.NaN);

  /** As {@code metrics.json} has them. */
  static EvaluatedClasses read(Storage storage, RunFolder run) {
    String file = run.metricsJson();
    return storage
        .textOf(file)
        .map(text -> CheckedNode.parse(file, text))
        .flatMap(EvaluatedClasses::of)
        .orElse(NONE);
  }

  private static Optional<EvaluatedClasses> of(CheckedNode metrics) {
    return metrics
        .optional("classes")
        .map(
            names ->
                new EvaluatedClasses(
                    names.text("negative"), names.text("positive"), metrics.number("threshold")));
  }

  /** The class of a score; empty where that isn't sure. */
  String of(double score) {
    if (!(Math.abs(score - threshold) > TOLERANCE)) {
      return "";
    }
    return score >= threshold ? positive : negative;
  }
}
