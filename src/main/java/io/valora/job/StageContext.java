package io.valora.job;

import io.valora.lineage.RunRecord;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Session, storage and run that a stage works with.
 *
 * @param record the run as it stands before the stage
 */
public record StageContext(
    SparkSession spark,
    Storage storage,
    PlannedRun run,
    RunRecord record,
    PipelineListener listener) {

  public JobConfig config() {
    return run.config();
  }

  /** The part of the job file that belongs to its task. */
  public <T extends TaskConfig> T taskConfig(Class<T> type) {
    return config().taskConfig(type);
  }

  public RunFolder folder() {
    return run.folder();
  }

  /** Rows of a split: {@code train}, {@code validation} or {@code test}. */
  public Dataset<Row> split(String name) {
    return new TypedFolder(folder().split(name), config().ingest().schema()).read(spark);
  }

  /** The splits to train on, with the run's own folder for what is fitted. */
  public TrainingContext training() {
    return new TrainingContext(spark, storage, config(), folder(), folder());
  }

  /** Typed rows of an auxiliary input. */
  public Dataset<Row> auxiliary(AuxiliaryInput input) {
    return new TypedFolder(input.folders(folder()).typed(), input.ingest().schema()).read(spark);
  }
}
