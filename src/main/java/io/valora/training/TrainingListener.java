package io.valora.training;

/** Receives progress events of a training, in the thread that called the trainer. */
public interface TrainingListener extends RoundListener {
  /** Does nothing. */
  TrainingListener SILENT = (epoch, plannedEpochs) -> {};

  /** An epoch was trained and measured; early stopping may make it the last. */
  void finished(EpochRecord epoch, int plannedEpochs);

  /** Training resumes from a checkpoint: behind that many averagings on the way to the epoch. */
  default void resumed(int epoch, int finishedRounds) {}

  /** Training was to resume, but there is no checkpoint: it starts with untrained weights. */
  default void nothingToResume() {}

  @Override
  default void averaged(int epoch, int finishedRounds, int rounds) {}
}
