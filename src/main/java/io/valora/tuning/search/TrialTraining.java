package io.valora.tuning.search;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.job.JobConfig;
import io.valora.networks.TrainedNetwork;
import io.valora.training.CheckpointPlace;
import io.valora.training.EpochRecord;
import io.valora.training.MonitoredMetric;
import io.valora.training.RowTraining;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingPause;
import io.valora.training.TrainingResult;
import io.valora.training.TrainingStart;
import io.valora.training.loop.RowTrainer;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Training of a search's steps. A step goes on from the checkpoint of the one before it, and ends
 * with the bits of a training that never paused.
 *
 * @param results of the steps before
 */
record TrialTraining(
    SparkSession spark,
    TrialFolder folder,
    PreparedFolds folds,
    SearchPlan plan,
    StepResults results) {
  /** Failures that the same trial would meet again. */
  private static final Set<Outcome> LASTING =
      Set.of(Outcome.INVALID_REQUEST, Outcome.DATA_REJECTED, Outcome.UNUSABLE_MODEL);

  private static final Logger LOG = LoggerFactory.getLogger(TrialTraining.class);
  private static final double NANOSECONDS = 1e9;

  /**
   * The result, which is written down unless another attempt may have another one.
   *
   * @param over whether the search is to pause
   * @return empty when the search paused first
   */
  Optional<TrialResult> result(Step step, BooleanSupplier over) {
    try {
      JobConfig job = folds.job(step.trial());
      return folds.use(step.trial(), fold -> fold.weighted(job, own -> trained(step, own, over)));
    } catch (RuntimeException e) {
      JobException reason = JobException.in(e).orElseThrow(() -> e);
      TrialResult failed = TrialResult.failed(reason.getMessage());
      if (LASTING.contains(reason.outcome())) {
        folder.write(step, failed);
      }
      return Optional.of(failed);
    }
  }

  private Optional<TrialResult> trained(Step step, PreparedFold fold, BooleanSupplier over) {
    Trial trial = step.trial();
    spark.sparkContext().setJobDescription("Trial " + trial.number());
    long start = System.nanoTime();
    JobConfig job = folds.job(trial);
    TrainingConfig config = job.training().with(job.training().checkpoints().often());
    CheckpointPlace place =
        new CheckpointPlace(
            folder.storage(),
            folder.checkpoints(trial),
            TrainingStart.RESUME,
            trial.foldId(),
            new TrainingPause(step.epochs(), over));
    RowTrainer trainer = new RowTrainer(config);
    RowTraining rows = fold.training(job).withCheckpoints(place);
    TrainingResult training =
        trainer.train(rows, fold.train(), fold.stopping(), new Epochs(trial.number()));
    boolean whole = training.stoppedEarly() || training.epochs() == config.epochs();
    if (!whole && training.epochs() < step.epochs()) {
      return Optional.empty();
    }
    double seconds = (System.nanoTime() - start) / NANOSECONDS;
    TrialResult result =
        scored(trainer, rows, fold, training).within(secondsBefore(step) + seconds);
    if (!whole || result.epochs() > step.epochs()) {
      folder.write(step, result);
    }
    if (whole) {
      folder.write(step.whole(), result);
      folder.storage().delete(folder.checkpoints(trial));
    }
    return Optional.of(result);
  }

  /** Tells a verbose log what was trained, whatever became of it. */
  private record Epochs(int trial) implements TrainingListener {
    @Override
    public void finished(EpochRecord epoch, int plannedEpochs) {}

    @Override
    public void averaged(int epoch, int finishedRounds, int rounds) {
      if (finishedRounds == rounds) {
        LOG.debug("Trial {}: epoch {} is trained", trial, epoch);
      }
    }
  }

  private double secondsBefore(Step step) {
    return step.rung() == 0
        ? 0
        : results
            .of(Step.of(plan, step.trial(), step.rung() - 1))
            .map(TrialResult::seconds)
            .orElse(0.0);
  }

  private TrialResult scored(
      RowTrainer trainer, RowTraining rows, PreparedFold fold, TrainingResult training) {
    MonitoredMetric metric = plan.tuning().score();
    TrainedNetwork network = training.network();
    double score = RowTrainer.metrics(rows, fold.scored(), network, metric).metric();
    double trainScore =
        metric(trainer.config(), training, metric)
            .orElseGet(() -> RowTrainer.metrics(rows, fold.train(), network, metric).metric());
    return new TrialResult(
        training.epochs(),
        training.bestEpoch(),
        finite(score),
        trainScore,
        network.parameters().length,
        network.parameterHash(),
        0,
        Optional.empty());
  }

  /** The metric of train, where training has measured it anyway. */
  private static Optional<Double> metric(
      TrainingConfig config, TrainingResult result, MonitoredMetric metric) {
    return Optional.of(result)
        .filter(known -> config.earlyStopping().metric() == metric)
        .map(known -> known.best().train().metric());
  }

  private static double finite(double score) {
    if (!Double.isFinite(score)) {
      throw JobException.cannot(
          Outcome.UNUSABLE_MODEL, "score the fold", "its predictions are not numbers");
    }
    return score;
  }
}
