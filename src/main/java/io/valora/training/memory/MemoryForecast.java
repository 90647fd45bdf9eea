package io.valora.training.memory;

import io.valora.base.JobException;
import io.valora.tower.TowerDesign;
import io.valora.training.RoundPlan;
import io.valora.training.TrainingConfig;
import io.valora.training.shards.BatchPlan;
import java.util.Optional;
import org.apache.spark.SparkContext;

/**
 * Memory estimate of a training, made before its rows are read.
 *
 * @param summary the plan in one line; empty when the network can't be at all
 * @param refusal what the training would be refused with; empty when there is room
 */
public record MemoryForecast(String summary, Optional<JobException> refusal) {
  /** Of a shard's row: its key, label, and an index or a number in each column. */
  private static final int ROW_BYTES = Long.BYTES + Float.BYTES;

  /**
   * @param rows of the train and the validation split, at least 1
   */
  public static MemoryForecast of(
      TrainingConfig config, TowerDesign design, long rows, SparkContext spark) {
    return of(config, design, rows, spark, 1);
  }

  /**
   * The same of several such trainings at once.
   *
   * @param trainings at least 1
   */
  public static MemoryForecast of(
      TrainingConfig config, TowerDesign design, long rows, SparkContext spark, int trainings) {
    NetworkSize size = NetworkSize.of(design);
    TrainingLoad load = load(config, design, rows);
    try {
      ArrayLimits.require(size, load);
    } catch (JobException refusal) {
      return new MemoryForecast("", Optional.of(refusal));
    }
    EngineMemory engine = EngineMemory.of(config.engine(), size, load);
    MemoryPlan plan = MemoryPlan.of(engine, load, SparkMemory.of(spark)).times(trainings);
    try {
      plan.require();
      return new MemoryForecast(plan.summary(), Optional.empty());
    } catch (JobException refusal) {
      return new MemoryForecast(plan.summary(), Optional.of(refusal));
    }
  }

  private static TrainingLoad load(TrainingConfig config, TowerDesign design, long rows) {
    int largest = (int) Math.min(Integer.MAX_VALUE, (rows - 1) / config.shards() + 1);
    BatchPlan batches = new BatchPlan(0, config.batchSize(), 0);
    RoundPlan rounds = RoundPlan.of(config.averagingInEffect(), batches.batches(largest));
    long round = (long) rounds.batchesPerRound() * config.batchSize();
    return new TrainingLoad(
        config.shards(),
        rows,
        largest,
        Math.min(config.batchSize(), largest),
        (int) Math.min(round, largest),
        ROW_BYTES + Float.BYTES * (design.tables().size() + design.numbers()));
  }
}
