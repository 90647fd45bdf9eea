package io.valora.job;

import io.valora.schema.TableSchema;
import io.valora.split.SplitPaths;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.training.TrainingSplits;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Train and validation splits of a run, and the folder for whatever is fitted on them. It has no
 * settings: those that a fit depends on are the fit's own.
 *
 * @param schema of the splits
 * @param run whose split stage is done; nothing is written to it
 * @param rows the splits, which are the run's own or others of its rows
 * @param fitted the folder of vocabularies and vectors: the run's own, or a temporary one
 */
public record TrainingContext(
    SparkSession spark,
    Storage storage,
    TableSchema schema,
    RunFolder run,
    SplitPaths rows,
    RunFolder fitted) {
  /** With the run's own splits. */
  public TrainingContext(
      SparkSession spark, Storage storage, JobConfig config, RunFolder run, RunFolder fitted) {
    this(
        spark,
        storage,
        config.ingest().schema(),
        run,
        new SplitPaths(run.split("train"), run.split("validation"), run.split("test")),
        fitted);
  }

  /** The same with another folder for whatever is fitted. */
  public TrainingContext fittedIn(RunFolder folder) {
    return new TrainingContext(spark, storage, schema, run, rows, folder);
  }

  public Dataset<Row> train() {
    return split(rows.train());
  }

  public Dataset<Row> validation() {
    return split(rows.validation());
  }

  public TrainingSplits splits() {
    return new TrainingSplits(train(), validation());
  }

  /** Of a run's own splits, rows that training must not see. */
  public Dataset<Row> test() {
    return split(rows.test());
  }

  /** Typed rows of an auxiliary input. */
  public Dataset<Row> auxiliary(AuxiliaryInput input) {
    return new TypedFolder(input.folders(run).typed(), input.ingest().schema()).read(spark);
  }

  private Dataset<Row> split(String folder) {
    return new TypedFolder(folder, schema).read(spark);
  }
}
