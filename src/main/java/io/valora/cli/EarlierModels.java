package io.valora.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.job.JobConfig;
import io.valora.job.Task;
import io.valora.lineage.RunRecord;
import io.valora.lineage.RunRecordParser;
import io.valora.model.Model;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Models of format version 1, whose vocabularies are Parquet. */
final class EarlierModels implements AutoCloseable {
  private final SparkSession spark;
  private final Storage storage;
  private final List<Task> tasks;

  private EarlierModels(SparkSession spark, Storage storage, List<Task> tasks) {
    this.spark = spark;
    this.storage = storage;
    this.tasks = tasks;
  }

  static EarlierModels open(Storage storage, List<Task> tasks) {
    return new EarlierModels(Sessions.open("valora predict", List.of()), storage, tasks);
  }

  Model model(RunFolder run) {
    RunRecord record = RunRecordParser.fromJson(run.runJson(), storage.readText(run.runJson()));
    JobConfig config =
        JobConfig.ofResolved(tasks, run.runJson(), (ObjectNode) record.origin().config());
    return config.task().earlierModel(spark, storage, run, config);
  }

  @Override
  public void close() {
    spark.close();
  }
}
