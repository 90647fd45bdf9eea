package io.valora.job;

import io.valora.networks.OptimizerConfig;
import io.valora.split.LeakKeys;
import io.valora.storage.Storage;
import io.valora.training.EngineKind;
import io.valora.training.MonitoredMetric;
import io.valora.training.TrainingDefaults;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The part of a job file that belongs to its task. */
public interface TaskConfig {
  /** Columns by which train and test are compared. */
  LeakKeys leakKeys();

  /** Whether rows have one of two classes, whose weights may be balanced. */
  default boolean hasClasses() {
    return false;
  }

  /** The network, for the memory that training takes. */
  NetworkEstimate network(OptimizerConfig optimizer);

  /**
   * The fit of the features of the network that predicts: without pseudo-labels.
   *
   * @param job that this is a part of
   */
  FeatureFit featureFit(JobConfig job);

  /**
   * Fits the baselines that take little time, and measures them.
   *
   * @param train typed rows to fit on
   * @param scored typed rows that are measured
   * @return by name, in the order of the job file; empty when the metric is a network's alone
   */
  default Map<String, Double> quickBaselines(
      Dataset<Row> train, Dataset<Row> scored, MonitoredMetric metric) {
    return Map.of();
  }

  /** Defaults of the section {@code training} for the job's networks. */
  default TrainingDefaults trainingDefaults() {
    return TrainingDefaults.EMBEDDINGS;
  }

  /** Engines that can train the job's networks. */
  default Set<EngineKind> engines() {
    return Set.of(EngineKind.VALORA);
  }

  /**
   * Keys in which a run must be like an earlier one to begin with its weights, beside those of
   * every job; empty where the job's network can't.
   */
  default List<String> warmStartKeys() {
    return List.of();
  }

  /** Additional inputs, ingested like the job's own. */
  default List<AuxiliaryInput> auxiliaryInputs() {
    return List.of();
  }

  /** Other files that the training reads. */
  default List<String> trainingFiles() {
    return List.of();
  }

  /**
   * Checks other files that the job names, before any work.
   *
   * @throws io.valora.base.JobException when they won't do
   */
  default void check(Storage storage) {}
}
