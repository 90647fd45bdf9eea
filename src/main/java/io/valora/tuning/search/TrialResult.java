package io.valora.tuning.search;

import java.util.Optional;

/**
 * Result of a trial.
 *
 * @param epochs that were trained
 * @param bestEpoch whose network was kept
 * @param score metric of the fold's rows
 * @param trainScore the same metric of the rows that were trained on
 * @param parameters of the network
 * @param parameterHash SHA-256 of the kept network; empty when it failed
 * @param seconds that the trial took, its rungs together, from the prepared fold on
 * @param failure reason, where it failed; the numbers are then 0 or NaN
 */
public record TrialResult(
    int epochs,
    int bestEpoch,
    double score,
    double trainScore,
    int parameters,
    String parameterHash,
    double seconds,
    Optional<String> failure) {
  /** The same with the seconds that it took. */
  TrialResult within(double taken) {
    return new TrialResult(
        epochs, bestEpoch, score, trainScore, parameters, parameterHash, taken, failure);
  }

  static TrialResult failed(String reason) {
    return new TrialResult(0, 0, Double.NaN, Double.NaN, 0, "", 0, Optional.of(reason));
  }
}
