package io.valora.tuning.averaging;

/**
 * One training at one grid point.
 *
 * @param epochs that were trained, at least 1
 * @param bestEpoch whose network is kept, from 1
 * @param validationMetric of that network; smaller is better
 * @param rows trained, all epochs together
 * @param seconds of training, all epochs together, without the measurements
 */
public record TrialResult(
    GridPoint point,
    int epochs,
    int bestEpoch,
    double validationMetric,
    long rows,
    double seconds) {
  public double rowsPerSecond() {
    return rows / seconds;
  }
}
