package io.valora.job;

import io.valora.lineage.RunRecord;
import io.valora.pipeline.RunPlan;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Environment of a stage: Spark, storage, plan, record and listener.
 *
 * @param record the run as it stands before the stage
 */
public record StageContext(
    SparkSession spark,
    Storage storage,
    RunPlan plan,
    RunRecord record,
    PipelineListener listener) {

  public JobConfig config() {
    return plan.config();
  }

  public RunFolder folder() {
    return plan.folder();
  }

  /** The rows of a split: {@code train}, {@code validation} or {@code test}. */
  public Dataset<Row> part(String name) {
    return spark.read().parquet(folder().part(name));
  }

  /** The typed rows of an auxiliary input. */
  public Dataset<Row> side(AuxiliaryInput input) {
    return spark.read().parquet(input.folders(folder()).typed());
  }
}
