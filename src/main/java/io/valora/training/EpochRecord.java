package io.valora.training;

/**
 * One line of the history.
 *
 * @param epoch from 1
 * @param train fit of the train part, without dropout and with every id known
 * @param validation fit of the validation part; NaN when it is empty
 * @param rows trained in this epoch
 * @param seconds that training took, without the measurements
 */
public record EpochRecord(int epoch, Fit train, Fit validation, long rows, double seconds) {
  public double rowsPerSecond() {
    return rows / seconds;
  }
}
