package io.valora.tuning.averaging;

import io.valora.job.TrainingContext;
import io.valora.pipeline.RunPlan;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import org.apache.spark.sql.SparkSession;

/**
 * A job's own training on the split of a run, encoded once for all grid points. Closing it lets the
 * executors forget the rows and deletes whatever was fitted.
 *
 * @param staging a temporary folder beside the run's own model
 */
record CachedTraining(RowTraining training, Storage storage, String staging)
    implements AutoCloseable {

  static CachedTraining of(SparkSession spark, Storage storage, RunPlan plan) {
    RunFolder run = plan.folder();
    String staging = run.averaging("staging");
    RunFolder fitted = new RunFolder(staging, run.job(), run.runId());
    try {
      RowTraining training =
          plan.config()
              .taskConfig()
              .featureFit(plan.config())
              .fit(new TrainingContext(spark, storage, plan.config(), run, fitted))
              .training(plan.config());
      TrainingSplits cached =
          new TrainingSplits(
              training.splits().train().cache(), training.splits().validation().cache());
      return new CachedTraining(training.of(cached), storage, staging);
    } catch (RuntimeException e) {
      storage.delete(staging);
      throw e;
    }
  }

  @Override
  public void close() {
    training.splits().train().unpersist();
    training.splits().validation().unpersist();
    storage.delete(staging);
  }
}
