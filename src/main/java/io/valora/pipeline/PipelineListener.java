package io.valora.pipeline;

import io.valora.training.EpochRecord;

/** Told how a run gets on, for whoever shows it. */
public interface PipelineListener {
  void stageStarted(Stage stage);

  /** After each epoch of training. */
  void epochFinished(EpochRecord epoch, int plannedEpochs);

  /**
   * @param summary what came out, in one line
   */
  void stageFinished(Stage stage, double seconds, String summary);
}
