package io.valora.training;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.ConfigSection;
import io.valora.networks.NetworkConfig;
import io.valora.networks.RatingNetwork;
import io.valora.networks.TowerNetwork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a rating network: an epoch, or as many as lie between two averagings, on the engine, then
 * a measurement of the train and the validation part on the executors, until the epochs are over or
 * the validation part says so. A training that goes on from a checkpoint ends with the bits of one
 * that was never interrupted.
 */
public record Trainer(NetworkConfig network, TrainingConfig config) {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /**
   * @throws JobException when the train part has no rows, when early stopping has no validation
   *     rows to go by, when not every row was trained, when the loss is no longer a number, when
   *     the checkpoint to go on from is of another training, or when the memory can't hold it
   */
  public TrainingResult train(TrainingRequest request, TrainingListener listener) {
    TrainingParts parts = request.parts();
    try (ShardedRows train = ShardedRows.of(parts.train(), config.shards());
        ShardedRows validation = ShardedRows.of(parts.validation(), config.shards())) {
      requireRows(train, validation);
      requireMemory(request, train, validation);
      MeasuredParts measured =
          new MeasuredParts(
              train,
              validation,
              new FitMeasurement(network.loss(), config.earlyStopping().metric()));
      try (TrainingEngine engine = engine(request, train)) {
        Optional<CheckpointLog> log =
            request
                .checkpoints()
                .map(place -> log(request, place, measured, engine.network().parameters().length));
        return new EpochLoop(config, measured, log, listener).run(engine);
      }
    }
  }

  private void requireMemory(TrainingRequest request, ShardedRows train, ShardedRows validation) {
    NetworkSize size =
        NetworkSize.of(new RatingNetwork(network, request.vocabularies(), config.optimizer()));
    TrainingLoad load = TrainingLoad.of(config, train, validation);
    ArrayLimits.require(size, load);
    EngineMemory engine = EngineMemory.of(config.engine(), size, load);
    MemoryPlan plan = MemoryPlan.of(engine, load, SparkMemory.of(train.shards().context()));
    LOG.info(plan.summary());
    plan.require();
  }

  private TrainingEngine engine(TrainingRequest request, ShardedRows train) {
    RatingNetwork rating = new RatingNetwork(network, request.vocabularies(), config.optimizer());
    BatchPlan plan = new BatchPlan(request.seed(), config.batchSize(), request.unknownDropout());
    double mean = train.meanRating();
    return switch (config.engine()) {
      case VALORA -> {
        TowerNetwork tower = new TowerNetwork(rating);
        float[] start = tower.startingParameters(request.seed(), mean);
        yield new ValoraEngine(tower, start, train, plan, config.averaging());
      }
      case STOCK ->
          new StockEngine(rating.create(request.seed(), mean), train, plan, config.averaging());
    };
  }

  private CheckpointLog log(
      TrainingRequest request, CheckpointPlace place, MeasuredParts parts, int weights) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("engine", ConfigSection.nameOf(config.engine()));
    facts.put("seed", Long.toString(request.seed()));
    facts.put("shards", Integer.toString(config.shards()));
    facts.put("train-rows", Long.toString(parts.train().rows()));
    facts.put("validation-rows", Long.toString(parts.validation().rows()));
    facts.put("rows", place.rows());
    facts.put("weights", Integer.toString(weights));
    facts.put("batch-size", Integer.toString(config.batchSize()));
    facts.put("averaging", config.averaging().toString());
    facts.put("optimizer", config.optimizer().toString());
    facts.put("network", network.toString());
    facts.put("unknown-dropout", Double.toString(request.unknownDropout()));
    facts.put("early-stopping", config.earlyStopping().toString());
    return new CheckpointLog(place, new CheckpointIdentity(facts), config.checkpoints());
  }

  private void requireRows(ShardedRows train, ShardedRows validation) {
    if (train.rows() == 0) {
      throw JobException.cannot(Outcome.DATA_REJECTED, "train", "the train part has no rows");
    }
    if (config.earlyStopping().enabled() && validation.rows() == 0) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "stop early",
          "the validation part has no rows"
              + " (give it some, or set training.early-stopping.enabled to false)");
    }
  }
}
