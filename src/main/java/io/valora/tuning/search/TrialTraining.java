package io.valora.tuning.search;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.job.JobConfig;
import io.valora.job.Task;
import io.valora.networks.TrainedNetwork;
import io.valora.storage.Storage;
import io.valora.training.CheckpointPlace;
import io.valora.training.EpochRecord;
import io.valora.training.MonitoredMetric;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingPause;
import io.valora.training.TrainingResult;
import io.valora.training.TrainingStart;
import io.valora.training.loop.RowTrainer;
import java.util.List;
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
    SparkSession spark, Storage storage, List<Task> tasks, SearchPlan plan, StepResults results) {
  /** Failures that the same trial would meet again. */
  private static final Set<Outcome> LASTING =
      Set.of(Outcome.INVALID_REQUEST, Outcome.DATA_REJECTED, Outcome.UNUSABLE_MODEL);

  private static final Logger LOG = LoggerFactory.getLogger(TrialTraining.class);
  private static final String FITTED = "fitted";
  private static final double NANOSECONDS = 1e9;

  /**
   * The result, which is written down unless another attempt may have another one.
   *
   * @param over whether the search is to pause
   * @return empty when the search paused first
   */
  Optional<TrialResult> result(Step step, BooleanSupplier over) {
    TrialFolder folder = new TrialFolder(storage, plan.run());
    try {
      return trained(step, folder, over);
    } catch (RuntimeException e) {
      JobException reason = JobException.in(e).orElseThrow(() -> e);
      TrialResult failed = TrialResult.failed(reason.getMessage());
      if (LASTING.contains(reason.outcome())) {
        folder.write(step, failed);
      }
      return Optional.of(failed);
    } finally {
      storage.delete(folder.below(step.trial(), FITTED));
    }
  }

  private Optional<TrialResult> trained(Step step, TrialFolder folder, BooleanSupplier over) {
    Trial trial = step.trial();
    spark.sparkContext().setJobDescription("Trial " + trial.number());
    long start = System.nanoTime();
    JobConfig job = JobConfig.ofResolved(tasks, "the setting", trial.setting().resolved());
    TrainingConfig config = job.training().with(job.training().checkpoints().often());
    FoldTraining fold =
        FoldTraining.of(
            spark,
            storage,
            job,
            plan.run(),
            new FoldTraining.Place(folder.fold(trial), folder.below(trial, FITTED)));
    CheckpointPlace place =
        new CheckpointPlace(
            storage,
            folder.checkpoints(trial),
            TrainingStart.RESUME,
            trial.foldId(),
            new TrainingPause(step.epochs(), over));
    RowTrainer trainer = new RowTrainer(config);
    TrainingResult training =
        trainer.train(fold.stopping().withCheckpoints(place), new Epochs(trial.number()));
    boolean whole = training.stoppedEarly() || training.epochs() == config.epochs();
    if (!whole && training.epochs() < step.epochs()) {
      return Optional.empty();
    }
    TrialResult result = scored(trainer, fold, training, start).after(secondsBefore(step));
    if (!whole || result.epochs() > step.epochs()) {
      folder.write(step, result);
    }
    if (whole) {
      folder.write(step.whole(), result);
      storage.delete(folder.checkpoints(trial));
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
      RowTrainer trainer, FoldTraining fold, TrainingResult training, long start) {
    MonitoredMetric metric = plan.tuning().score();
    TrainedNetwork network = training.network();
    double score = trainer.metrics(fold.scored(), network, metric).metric();
    double trainScore =
        metric(trainer.config(), training, metric)
            .orElseGet(() -> trainer.metrics(fold.onTrain(), network, metric).metric());
    return new TrialResult(
        training.epochs(),
        training.bestEpoch(),
        finite(score),
        trainScore,
        network.parameters().length,
        network.parameterHash(),
        (System.nanoTime() - start) / NANOSECONDS,
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
