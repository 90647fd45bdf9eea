package io.valora.job;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.ConfigSection;
import io.valora.model.Model;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Kind of prediction that a job file asks for: its section of the job file, and the stages that
 * follow ingest and split. An implementation holds everything specific to the task.
 */
public interface Task {
  /** Name in job files, {@code run.json}, {@code metrics.json} and {@code signature.json}. */
  String name();

  /**
   * Checks the task's part of a job file, noting every problem in its section.
   *
   * @param job the whole job file
   * @param columns of the job's own input
   */
  TaskConfig config(ConfigSection job, DeclaredColumns columns);

  /** Stages that follow ingest and split, in order, with the work of each. */
  Map<Stage, StageWork> works();

  /**
   * The model of a run whose {@code model} folder is of format version 1.
   *
   * @param config of that run
   * @throws io.valora.base.JobException when the network no longer predicts what it did when it was
   *     written
   */
  default Model earlierModel(
      SparkSession spark, Storage storage, RunFolder folder, JobConfig config) {
    throw JobException.cannot(
        Outcome.INVALID_REQUEST,
        "read " + folder.uri(),
        "models of task %s have no format version 1".formatted(name()));
  }

  /** One line about the test metrics of a run. */
  TestSummary testSummary();

  /** All stages of a run, in order. */
  default List<Stage> stages() {
    List<Stage> stages = new ArrayList<>(List.of(Stage.INGEST, Stage.SPLIT));
    works().keySet().stream().sorted().forEach(stages::add);
    return List.copyOf(stages);
  }
}
