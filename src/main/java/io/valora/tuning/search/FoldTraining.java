package io.valora.tuning.search;

import static io.valora.schema.Columns.ROW_KEY;

import io.valora.job.JobConfig;
import io.valora.job.TrainingContext;
import io.valora.split.FoldPaths;
import io.valora.split.SplitPaths;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A job's training on one fold. Everything that is fitted sees the fold's own train rows alone.
 *
 * @param stopping training whose validation rows early stopping watches
 * @param scored the same training with the rows that score in their place
 */
record FoldTraining(RowTraining stopping, RowTraining scored) {
  /**
   * @param run of the split, with the auxiliary inputs
   */
  static FoldTraining of(
      SparkSession spark, Storage storage, JobConfig job, RunFolder run, Place place) {
    FoldPaths fold = place.fold();
    RunFolder fitted = new RunFolder(place.fitted(), run.job(), run.runId());
    SplitPaths rows = new SplitPaths(fold.train(), fold.heldOut(), fold.scored());
    RowTraining both =
        job.taskConfig().training(new TrainingContext(spark, storage, job, run, rows, fitted));
    Dataset<Row> keys = spark.read().parquet(fold.scored());
    return new FoldTraining(
        both.of(heldOut(both, keys, "left_anti")), both.of(heldOut(both, keys, "left_semi")));
  }

  /** The training in which the rows that were trained on score. */
  RowTraining onTrain() {
    TrainingSplits splits = stopping.splits();
    return stopping.of(new TrainingSplits(splits.train(), splits.train()));
  }

  private static TrainingSplits heldOut(RowTraining both, Dataset<Row> scored, String join) {
    Dataset<Row> rows = both.splits().validation();
    Column isScored = rows.col(ROW_KEY).equalTo(scored.col(ROW_KEY));
    return new TrainingSplits(both.splits().train(), rows.join(scored, isScored, join));
  }

  /**
   * Folders of a fold's training.
   *
   * @param fold rows of the fold
   * @param fitted folder of whatever is fitted
   */
  record Place(FoldPaths fold, String fitted) {}
}
