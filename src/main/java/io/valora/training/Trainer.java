package io.valora.training;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.networks.NetworkConfig;
import io.valora.networks.RatingNetwork;
import io.valora.networks.TrainedNetwork;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Trains a rating network: an epoch on the engine, then a measurement of the train and the
 * validation part on the executors, until the epochs are over or the validation part says so.
 */
public record Trainer(NetworkConfig network, TrainingConfig config) {
  private static final double NANOSECONDS = 1e9;

  /**
   * @throws JobException when the train part has no rows, when early stopping has no validation
   *     rows to go by, when not every row was trained, or when the loss is no longer a number
   */
  public TrainingResult train(TrainingRequest request, TrainingListener listener) {
    TrainingParts parts = request.parts();
    try (ShardedRows train = ShardedRows.of(parts.train(), config.shards());
        ShardedRows validation = ShardedRows.of(parts.validation(), config.shards())) {
      requireRows(train, validation);
      try (TrainingEngine engine = engine(request, train)) {
        return epochs(engine, new Measured(train, validation), listener);
      }
    }
  }

  private record Measured(ShardedRows train, ShardedRows validation) {}

  private TrainingEngine engine(TrainingRequest request, ShardedRows train) {
    ComputationGraph untrained =
        new RatingNetwork(network, request.vocabularies(), config.optimizer())
            .create(request.seed(), train.meanRating());
    BatchPlan plan = new BatchPlan(request.seed(), config.batchSize(), request.unknownDropout());
    return new StockEngine(untrained, train, plan, config.averaging());
  }

  private TrainingResult epochs(TrainingEngine engine, Measured parts, TrainingListener listener) {
    EarlyStopping stopping = new EarlyStopping(config.earlyStopping());
    List<EpochRecord> history = new ArrayList<>();
    while (history.size() < config.epochs() && !stopping.isOver()) {
      long start = System.nanoTime();
      int epoch = history.size() + 1;
      long rows = engine.train(EpochSpan.only(epoch), listener);
      double seconds = (System.nanoTime() - start) / NANOSECONDS;
      TrainedNetwork trained = engine.network();
      Fit fit = requireNumber(epoch, fit(parts.train(), trained));
      history.add(new EpochRecord(epoch, fit, fit(parts.validation(), trained), rows, seconds));
      stopping.saw(history.get(epoch - 1), trained);
      listener.finished(history.get(epoch - 1), config.epochs());
    }
    return new TrainingResult(
        stopping.bestNetwork(),
        history,
        stopping.bestEpoch(),
        parts.train().rows(),
        history.size() < config.epochs(),
        parts.train().shards().getNumPartitions());
  }

  private Fit fit(ShardedRows rows, TrainedNetwork trained) {
    return new FitMeasurement(network.loss(), config.earlyStopping().metric())
        .of(rows, trained.scorers());
  }

  private static Fit requireNumber(int epoch, Fit fit) {
    if (!Double.isFinite(fit.loss())) {
      throw JobException.cannot(
          Outcome.UNEXPECTED,
          "train epoch " + epoch,
          "the loss is no longer a number (lower training.optimizer.learning-rate)");
    }
    return fit;
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
