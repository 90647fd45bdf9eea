package io.valora.pipeline.progress;

import io.valora.job.PipelineListener;
import io.valora.job.Stage;
import io.valora.lineage.RunProgress;
import io.valora.training.EpochRecord;
import java.util.List;

/** Tells each of several, in order. */
public record PipelineListeners(List<PipelineListener> listeners) implements PipelineListener {
  public PipelineListeners {
    listeners = List.copyOf(listeners);
  }

  public static PipelineListener of(PipelineListener... listeners) {
    return new PipelineListeners(List.of(listeners));
  }

  @Override
  public void stageStarted(Stage stage) {
    listeners.forEach(listener -> listener.stageStarted(stage));
  }

  @Override
  public void trainingResumed(int epoch, int finishedRounds) {
    listeners.forEach(listener -> listener.trainingResumed(epoch, finishedRounds));
  }

  @Override
  public void nothingToResume() {
    listeners.forEach(PipelineListener::nothingToResume);
  }

  @Override
  public void averaged(int epoch, int plannedEpochs, int finishedRounds, int rounds) {
    listeners.forEach(listener -> listener.averaged(epoch, plannedEpochs, finishedRounds, rounds));
  }

  @Override
  public void epochFinished(EpochRecord epoch, int plannedEpochs) {
    listeners.forEach(listener -> listener.epochFinished(epoch, plannedEpochs));
  }

  @Override
  public void stageFinished(Stage stage, double seconds, String summary) {
    listeners.forEach(listener -> listener.stageFinished(stage, seconds, summary));
  }

  @Override
  public void runEnded(RunProgress progress) {
    listeners.forEach(listener -> listener.runEnded(progress));
  }
}
