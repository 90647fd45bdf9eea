package io.valora.training.loop;

import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.networks.TowerNetwork;
import io.valora.networks.TrainableTower;
import io.valora.networks.TrainedNetwork;
import io.valora.tower.Standardization;
import io.valora.training.CheckpointPlace;
import io.valora.training.DeviceConfig;
import io.valora.training.EpochMetrics;
import io.valora.training.MonitoredMetric;
import io.valora.training.RowTraining;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingEngine;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingResult;
import io.valora.training.TrainingSplits;
import io.valora.training.averaging.ValoraEngine;
import io.valora.training.checkpoint.CheckpointIdentity;
import io.valora.training.checkpoint.CheckpointLog;
import io.valora.training.memory.ArrayLimits;
import io.valora.training.memory.EngineMemory;
import io.valora.training.memory.MemoryPlan;
import io.valora.training.memory.NetworkSize;
import io.valora.training.memory.SparkMemory;
import io.valora.training.memory.TrainingLoad;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.ShardedRows;
import io.valora.training.stock.StockEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a tower: an epoch, or as many as lie between two averagings, on the engine, then a
 * measurement of the train and the validation split on the executors, until the last epoch or early
 * stopping. A training that resumes from a checkpoint ends with the bits of one that was never
 * interrupted.
 */
public record RowTrainer(TrainingConfig config) {
  private static final Logger LOG = LoggerFactory.getLogger(RowTrainer.class);

  /** Rows of a shard from which on a shard more is worth its averaging. */
  private static final long MANY_ROWS = 2_000_000;

  /** Runs of neighbors that a batch has at least. */
  private static final int LEAST_RUNS = 4;

  /**
   * @throws JobException when the train split has no rows, when early stopping has no validation
   *     rows to go by, when not every row was trained, when the loss is no longer a number, when
   *     the checkpoint to go on from is of another training, or when the memory can't hold it
   */
  public TrainingResult train(RowTraining training, TrainingListener listener) {
    TrainingSplits splits = training.splits();
    try (ShardedRows train = ShardedRows.of(splits.train(), training.layout(), config.shards());
        ShardedRows validation =
            ShardedRows.of(splits.validation(), training.layout(), config.shards())) {
      return train(training, train, validation, listener);
    }
  }

  /**
   * The same on rows that are resident, and stay so, in place of those of the splits.
   *
   * @param train in as many shards as the configuration says
   */
  public TrainingResult train(
      RowTraining training, ShardedRows train, ShardedRows validation, TrainingListener listener) {
    requireRows(train, validation);
    requireMemory(training, train, validation);
    adviseShards(train);
    EpochEvaluator measurement = evaluator(training, config.earlyStopping().metric());
    MeasuredSplits measured = new MeasuredSplits(train, validation, measurement);
    try (TrainingEngine engine = engine(training, train, validation)) {
      Optional<CheckpointLog> log =
          training
              .checkpoints()
              .map(place -> log(training, place, measured, engine.network().parameters().length));
      EpochLoop loop = new EpochLoop(config, measured, log, listener);
      if (training.network().startsTrained()) {
        return loop.runWarm(engine);
      }
      return training.network().startsAsLine() ? loop.runFromStart(engine) : loop.run(engine);
    }
  }

  /** Metrics of a network on any rows of its training's layout. */
  public static EpochMetrics metrics(
      RowTraining training, ShardedRows rows, TrainedNetwork network, MonitoredMetric metric) {
    return evaluator(training, metric).of(List.of(rows), network).get(0);
  }

  private static EpochEvaluator evaluator(RowTraining training, MonitoredMetric metric) {
    return new EpochEvaluator(
        training.network().design(),
        metric,
        training.links(),
        training.negatives(),
        training.labels());
  }

  private void requireMemory(RowTraining training, ShardedRows train, ShardedRows validation) {
    NetworkSize size = NetworkSize.of(training.network().design());
    TrainingLoad load = TrainingLoad.of(config, train, validation);
    ArrayLimits.require(size, load);
    EngineMemory engine = EngineMemory.of(config.engine(), size, load);
    MemoryPlan plan = MemoryPlan.of(engine, load, SparkMemory.of(train.shards().context()));
    LOG.info(plan.summary());
    plan.require();
  }

  private void adviseShards(ShardedRows train) {
    int cores = train.shards().context().defaultParallelism();
    if (config.shards() < cores && train.rows() / config.shards() >= MANY_ROWS) {
      LOG.info(
          "{} of {} cores train, {} rows each: more than {} in training.shards may be faster; valora averaging tells what they cost",
          config.shards(),
          cores,
          train.rows() / config.shards(),
          config.shards());
    }
  }

  private TrainingEngine engine(RowTraining training, ShardedRows train, ShardedRows validation) {
    BatchPlan plan =
        new BatchPlan(
            training.seed(),
            config.batchSize(),
            training.unknownDropout(),
            training.negatives(),
            run(training));
    return switch (config.engine()) {
      case VALORA -> {
        float[] start = start(training, train, validation);
        yield new ValoraEngine(
            training.network(),
            start,
            train,
            plan,
            config.averagingInEffect(),
            training.links(),
            DevicePlan.of(
                config.device(),
                training.network().design(),
                plan,
                train,
                TrainingLoad.of(config, train, validation)));
      }
      case STOCK -> {
        if (!(training.network() instanceof TowerNetwork tower)) {
          throw JobException.invalid(
              "training.engine", "stock", "must be valora: DL4J has no layers for this network");
        }
        yield new StockEngine(
            tower.network().create(training.seed(), train.meanLabel()),
            train,
            plan,
            config.averaging());
      }
    };
  }

  /** Shorter where batches would be of a few users alone, which learn less from the same rows. */
  private int run(RowTraining training) {
    return Math.max(1, Math.min(training.run(), config.batchSize() / LEAST_RUNS));
  }

  private static float[] start(RowTraining training, ShardedRows train, ShardedRows validation) {
    TrainableTower network = training.network();
    Optional<double[]> line =
        network.startsAsLine()
            ? LeastSquares.line(train, validation, network.design().numbers())
            : Optional.empty();
    return line.map(known -> network.startingAsLine(training.seed(), known))
        .orElseGet(() -> network.startingParameters(training.seed(), train.meanLabel()));
  }

  private CheckpointLog log(
      RowTraining training, CheckpointPlace place, MeasuredSplits splits, int weights) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("engine", EnumNames.nameOf(config.engine()));
    facts.put("seed", Long.toString(training.seed()));
    facts.put("shards", Integer.toString(config.shards()));
    facts.put("train-rows", Long.toString(splits.train().rows()));
    facts.put("validation-rows", Long.toString(splits.validation().rows()));
    facts.put("rows", place.rows());
    facts.put("weights", Integer.toString(weights));
    facts.put("batch-size", Integer.toString(config.batchSize()));
    facts.put("averaging", config.averagingInEffect().toString());
    facts.put("optimizer", config.optimizer().toString());
    facts.put("network", training.network().toString());
    facts.put("links", links(training));
    if (!training.labels().equals(Standardization.NONE)) {
      facts.put("labels", training.labels().toString());
    }
    if (training.run() > 1) {
      facts.put("run", Integer.toString(training.run()));
    }
    facts.put("negatives", training.negatives().toString());
    facts.put("unknown-dropout", Double.toString(training.unknownDropout()));
    if (!config.device().equals(DeviceConfig.PROCESSOR)) {
      facts.put("device", config.device().toString());
    }
    facts.put("early-stopping", config.earlyStopping().toString());
    return new CheckpointLog(place, new CheckpointIdentity(facts), config.checkpoints());
  }

  private void requireRows(ShardedRows train, ShardedRows validation) {
    if (train.rows() == 0) {
      throw JobException.cannot(Outcome.DATA_REJECTED, "train", "the train split has no rows");
    }
    if (config.earlyStopping().enabled() && validation.rows() == 0) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "stop early",
          "the validation split has no rows"
              + " (give it some, or set training.early-stopping.enabled to false)");
    }
  }

  private static String links(RowTraining training) {
    return training.links().stream()
        .map(link -> "%d: %d".formatted(link.by(), link.entries().entries()))
        .toList()
        .toString();
  }
}
