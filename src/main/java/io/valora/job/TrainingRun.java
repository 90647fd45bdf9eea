package io.valora.job;

import io.valora.base.Counted;
import io.valora.base.Figure;
import io.valora.lineage.RunRecord;
import io.valora.networks.NativeBackend;
import io.valora.networks.TrainedNetwork;
import io.valora.training.CheckpointPlace;
import io.valora.training.RowTraining;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingResult;
import io.valora.training.loop.RowTrainer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Common frame of every train stage: training, refitting, record and checkpoints.
 *
 * @param refitted the network trained again on train and validation, for as many epochs as were
 *     best; empty when the one that validation chose is kept
 */
public record TrainingRun(TrainingResult result, Optional<TrainedNetwork> refitted) {
  private static final int SHOWN_DIGITS = 12;

  /** The network that validation chose. */
  static TrainingRun kept(TrainingResult result) {
    return new TrainingRun(result, Optional.empty());
  }

  /**
   * The network trained again for as many epochs as were best.
   *
   * @param all training of the rows of train and validation
   */
  static TrainingRun refitted(StageContext context, TrainingResult result, RowTraining all) {
    TrainingConfig config = context.config().training();
    return new TrainingRun(result, Optional.of(exactly(context, config, all, result.bestEpoch())));
  }

  /** Trains, and again on all seen rows where the job says so. */
  public static TrainingRun of(StageContext context, RowTraining training) {
    return of(context, training, 0);
  }

  /**
   * The same with more rows than those of the train split.
   *
   * @param extraRows rows added to those of the train split
   */
  public static TrainingRun of(StageContext context, RowTraining training, long extraRows) {
    TrainingResult result = once(context, training, extraRows);
    return refits(context) ? refitted(context, result, ofAllSeen(training)) : kept(result);
  }

  /** Whether the job says that the network also learns from validation rows, and it has some. */
  public static boolean refits(StageContext context) {
    return context.config().training().refits()
        && context.record().rows().split().stream().anyMatch(one -> one.validation().rows() > 0);
  }

  /** Trains until validation is no longer better. */
  public static TrainingResult once(StageContext context, RowTraining training) {
    TrainingConfig config = context.config().training();
    return new RowTrainer(config)
        .train(training, new PipelineTrainingListener(context.listener(), config.epochs()));
  }

  /**
   * The same, and checks that each row of the train split was trained.
   *
   * @param extraRows rows added to those of the train split
   */
  public static TrainingResult once(StageContext context, RowTraining training, long extraRows) {
    TrainingResult result = once(context, training);
    context.record().rows().ledger().checkTrained(result.rowsPerEpoch() - extraRows);
    return result;
  }

  /** Trains on all seen rows for as many epochs, whatever validation says. */
  public static TrainedNetwork refit(
      StageContext context, TrainingConfig config, RowTraining training, int epochs) {
    return exactly(context, config, ofAllSeen(training), epochs);
  }

  private static RowTraining ofAllSeen(RowTraining training) {
    return training.of(training.splits().joined());
  }

  private static TrainedNetwork exactly(
      StageContext context, TrainingConfig config, RowTraining training, int epochs) {
    return new RowTrainer(config.exactly(epochs))
        .train(training, new PipelineTrainingListener(context.listener(), epochs))
        .network();
  }

  /** Location of the stage's checkpoints. */
  public static CheckpointPlace checkpoints(StageContext context) {
    return checkpoints(context, "");
  }

  /**
   * The same in a stage that trains more than once.
   *
   * @param below their folder, from a slash on
   */
  public static CheckpointPlace checkpoints(StageContext context, String below) {
    String rows =
        context
            .record()
            .rows()
            .split()
            .map(split -> split.train().hash() + " " + split.validation().hash())
            .orElse("");
    return new CheckpointPlace(
        context.storage(), context.folder().checkpoints() + below, context.run().start(), rows);
  }

  public TrainedNetwork network() {
    return refitted.orElse(result.network());
  }

  /** Leaves the history, forgets the checkpoints, and notes the network that is kept. */
  public StageResult finish(StageContext context, TrainedNetwork kept) {
    TrainingHistory history = new TrainingHistory(result.history(), result.bestEpoch());
    context.storage().write(context.folder().history(), history.toCsv());
    context.storage().delete(context.folder().checkpoints());
    String hash = kept.parameterHash();
    Map<String, String> environment = new LinkedHashMap<>(context.record().origin().environment());
    environment.putAll(NativeBackend.ofThisProcess().facts());
    environment.putAll(result.facts());
    RunRecord record = context.record();
    record = record.withOrigin(record.origin().withEnvironment(environment));
    return new StageResult(
        record.withParameterHash(Optional.of(hash)), summary(hash, context.config().training()));
  }

  private String summary(String parameterHash, TrainingConfig config) {
    return "%s of %s in %s; %s is kept%s%s, validation %s %s, parameters %s"
        .formatted(
            Counted.of(result.epochs(), "epoch"),
            Counted.of(result.rowsPerEpoch(), "row"),
            Counted.of(result.shards(), "shard"),
            result.bestEpoch() == 0 ? "its start" : "epoch " + result.bestEpoch(),
            result.wasImproving() && config.earlyStopping().enabled()
                ? " while still improving (set training.epochs above %d)".formatted(config.epochs())
                : "",
            refitted.isPresent() ? " and trained again with the validation rows" : "",
            config.earlyStopping().metric().label(),
            Figure.of(result.best().validation().metric()),
            parameterHash.substring(0, SHOWN_DIGITS));
  }
}
