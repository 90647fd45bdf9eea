package io.valora.training;

/** Receives progress events within an epoch. */
@FunctionalInterface
public interface RoundListener {
  /**
   * @param epoch from 1
   * @param finishedRounds averagings of this epoch that are done, from 1 to {@code rounds}
   */
  void averaged(int epoch, int finishedRounds, int rounds);
}
