package io.valora.job;

import io.valora.training.EpochRecord;
import io.valora.training.TrainingListener;

/**
 * Tells the run's listener what the train stage's trainer tells.
 *
 * @param epochs of the training, at most
 */
public record PipelineTrainingListener(PipelineListener listener, int epochs)
    implements TrainingListener {
  @Override
  public void resumed(int epoch, int finishedRounds) {
    listener.trainingResumed(epoch, finishedRounds);
  }

  @Override
  public void nothingToResume() {
    listener.nothingToResume();
  }

  @Override
  public void averaged(int epoch, int finishedRounds, int rounds) {
    listener.averaged(epoch, epochs, finishedRounds, rounds);
  }

  @Override
  public void finished(EpochRecord epoch, int plannedEpochs) {
    listener.epochFinished(epoch, plannedEpochs);
  }
}
