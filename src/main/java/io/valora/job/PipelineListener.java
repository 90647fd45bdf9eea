package io.valora.job;

import io.valora.lineage.RunProgress;
import io.valora.training.EpochRecord;

/** Receives progress events of a run. */
public interface PipelineListener {
  void stageStarted(Stage stage);

  /** Training resumes from a checkpoint: behind that many averagings on the way to the epoch. */
  void trainingResumed(int epoch, int finishedRounds);

  /** Training was to resume, but there is no checkpoint: it starts with untrained weights. */
  void nothingToResume();

  /**
   * After each averaging.
   *
   * @param plannedEpochs of this training; early stopping may end it sooner
   * @param finishedRounds averagings of the epoch that are done, from 1 to {@code rounds}
   */
  default void averaged(int epoch, int plannedEpochs, int finishedRounds, int rounds) {}

  /** After each epoch of training. */
  void epochFinished(EpochRecord epoch, int plannedEpochs);

  /**
   * @param summary what came out, in one line
   */
  void stageFinished(Stage stage, double seconds, String summary);

  /**
   * The command has done its stages, or failed.
   *
   * @param progress still {@code running} when stages are left for another command
   */
  default void runEnded(RunProgress progress) {}
}
