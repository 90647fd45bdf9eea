package io.valora.pipeline;

import io.valora.job.PipelineListener;
import io.valora.job.Stage;
import io.valora.lineage.RunProgress;
import io.valora.storage.RunFolder;
import io.valora.training.EpochRecord;
import org.apache.spark.SparkContext;

/**
 * Lets Spark's pages and metrics read like the run: its jobs are grouped by run and stage, each
 * says which epoch and averaging it is of, and the last epoch is what {@link TrainingMetrics}
 * shows.
 */
record SparkView(SparkContext spark, RunFolder folder) implements PipelineListener {
  @Override
  public void stageStarted(Stage stage) {
    String group = "%s %s %s".formatted(folder.job(), folder.runId(), stage.label());
    spark.setJobGroup(group, stage.description(), false);
  }

  @Override
  public void trainingResumed(int epoch, int finishedRounds) {
    spark.setJobDescription("Epoch %d, averaging %d".formatted(epoch, finishedRounds + 1));
  }

  @Override
  public void nothingToResume() {}

  @Override
  public void averaged(int epoch, int plannedEpochs, int finishedRounds, int rounds) {
    spark.setJobDescription(
        finishedRounds < rounds
            ? "Epoch %d of %d, averaging %d of %d"
                .formatted(epoch, plannedEpochs, finishedRounds + 1, rounds)
            : "Epoch %d of %d, measured".formatted(epoch, plannedEpochs));
  }

  @Override
  public void epochFinished(EpochRecord epoch, int plannedEpochs) {
    TrainingMetrics.finished(epoch);
    spark.setJobDescription(
        epoch.epoch() < plannedEpochs
            ? "Epoch %d of %d".formatted(epoch.epoch() + 1, plannedEpochs)
            : "After %d epochs".formatted(plannedEpochs));
  }

  @Override
  public void stageFinished(Stage stage, double seconds, String summary) {}

  @Override
  public void runEnded(RunProgress progress) {
    spark.clearJobGroup();
  }
}
