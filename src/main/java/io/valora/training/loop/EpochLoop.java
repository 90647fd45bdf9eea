package io.valora.training.loop;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.networks.TrainedNetwork;
import io.valora.training.EpochMetrics;
import io.valora.training.EpochRecord;
import io.valora.training.EpochSpan;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingEngine;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingResult;
import io.valora.training.checkpoint.Checkpoint;
import io.valora.training.checkpoint.CheckpointIdentity;
import io.valora.training.checkpoint.CheckpointLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Training loop: spans of epochs on the engine, each measured, until the last epoch or early
 * stopping, or until it pauses; within a span, a checkpoint after each averaging that is due.
 */
final class EpochLoop {
  private static final double NANOSECONDS = 1e9;

  private final TrainingConfig config;
  private final MeasuredSplits splits;
  private final Optional<CheckpointLog> checkpoints;
  private final TrainingListener listener;
  private final EarlyStopping stopping;
  private final List<EpochRecord> history = new ArrayList<>();
  private double earlierSeconds;
  private long spanStart;
  private boolean paused;

  EpochLoop(
      TrainingConfig config,
      MeasuredSplits splits,
      Optional<CheckpointLog> checkpoints,
      TrainingListener listener) {
    this.config = config;
    this.splits = splits;
    this.checkpoints = checkpoints;
    this.listener = listener;
    this.stopping = new EarlyStopping(config.earlyStopping());
  }

  TrainingResult run(TrainingEngine engine) {
    checkpoints.flatMap(log -> log.begin(listener)).ifPresent(from -> resume(engine, from));
    return trained(engine);
  }

  /**
   * The same, but the weights before the first step count as epoch 0, and are kept unless
   * validation is sure that training made them better.
   */
  TrainingResult runFromStart(TrainingEngine engine) {
    TrainedNetwork start = engine.network();
    TrainingResult result = runWarm(engine);
    boolean chosen = config.earlyStopping().enabled() && result.bestEpoch() > 0;
    return chosen && !splits.validationGain(start, result.network()).isCertain()
        ? result.keeping(start, 0)
        : result;
  }

  /** The same, but the weights before the first step count as any other epoch's. */
  TrainingResult runWarm(TrainingEngine engine) {
    TrainedNetwork start = engine.network();
    checkpoints.flatMap(log -> log.begin(listener)).ifPresent(from -> resume(engine, from));
    if (history.isEmpty()) {
      record(EpochSpan.only(0), start, 0, 0);
    }
    return trained(engine);
  }

  private TrainingResult trained(TrainingEngine engine) {
    while (lastEpoch() < config.epochs() && !stopping.isOver() && !paused) {
      int last = Math.min(lastEpoch() + config.averaging().epochsPerRound(), config.epochs());
      pass(engine, new EpochSpan(lastEpoch() + 1, last));
    }
    return new TrainingResult(
        stopping.bestNetwork(),
        history,
        stopping.bestEpoch(),
        splits.train().rows(),
        lastEpoch() < config.epochs() && stopping.isOver(),
        splits.train().shards().getNumPartitions(),
        engine.facts());
  }

  private void resume(TrainingEngine engine, Checkpoint from) {
    history.addAll(from.history());
    stopping.restore(lastEpoch(), from.best());
    engine.restore(from.state());
    earlierSeconds = from.seconds();
  }

  private void pass(TrainingEngine engine, EpochSpan span) {
    spanStart = System.nanoTime();
    long rows =
        engine.train(
            span,
            (epoch, finishedRounds, rounds) -> {
              checkpoints.ifPresent(log -> log.averaged(() -> checkpoint(engine, log.identity())));
              listener.averaged(epoch, finishedRounds, rounds);
            });
    paused = span.last() < config.epochs() && pauses(engine, span);
    double seconds = spanSeconds() / span.count();
    earlierSeconds = 0;
    requireAll(span, rows);
    EpochRecord record = record(span, engine.network(), rows / span.count(), seconds);
    listener.finished(record, config.epochs());
  }

  private EpochRecord record(EpochSpan span, TrainedNetwork network, long rows, double seconds) {
    List<EpochMetrics> measured = splits.metrics(network);
    EpochMetrics train = requireNumber(span, measured.get(0));
    EpochRecord record = new EpochRecord(span.last(), train, measured.get(1), rows, seconds);
    history.add(record);
    stopping.update(record, network);
    return record;
  }

  private boolean pauses(TrainingEngine engine, EpochSpan span) {
    return checkpoints
        .map(log -> log.pauses(span.last(), () -> checkpoint(engine, log.identity())))
        .orElse(false);
  }

  private Checkpoint checkpoint(TrainingEngine engine, CheckpointIdentity identity) {
    return new Checkpoint(identity, engine.state(), spanSeconds(), history, stopping.kept());
  }

  private double spanSeconds() {
    return earlierSeconds + (System.nanoTime() - spanStart) / NANOSECONDS;
  }

  private int lastEpoch() {
    return history.isEmpty() ? 0 : history.get(history.size() - 1).epoch();
  }

  private void requireAll(EpochSpan span, long rows) {
    long expected = splits.train().rows() * span.count();
    if (rows != expected) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "train " + span.text(),
          "%d of %d rows were trained".formatted(rows, expected));
    }
  }

  private static EpochMetrics requireNumber(EpochSpan span, EpochMetrics metrics) {
    if (!Double.isFinite(metrics.loss())) {
      throw JobException.cannot(
          Outcome.UNUSABLE_MODEL,
          "train " + span.text(),
          "the loss is no longer a number (lower training.optimizer.learning-rate)");
    }
    return metrics;
  }
}
