package io.valora.training;

/** Told what happens while a network is trained, in the thread that called the trainer. */
public interface TrainingListener extends RoundListener {
  /** Does nothing. */
  TrainingListener SILENT = (epoch, plannedEpochs) -> {};

  /** An epoch was trained and measured; early stopping may make it the last. */
  void finished(EpochRecord epoch, int plannedEpochs);

  @Override
  default void averaged(int epoch, int finishedRounds, int rounds) {}
}
