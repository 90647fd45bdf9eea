package io.valora.training;

/**
 * One line of the history: an epoch, or the epochs from one averaging to the next, after which the
 * network is measured.
 *
 * @param epoch from 1; the last one of several
 * @param train metrics of the train split, without dropout and with every id known
 * @param validation metrics of the validation split; NaN when it is empty
 * @param rows trained in each epoch
 * @param seconds that training took per epoch, with its checkpoints and without the measurements;
 *     what an interrupted attempt did after its last checkpoint is not in it
 */
public record EpochRecord(
    int epoch, EpochMetrics train, EpochMetrics validation, long rows, double seconds) {
  public double rowsPerSecond() {
    return rows / seconds;
  }
}
