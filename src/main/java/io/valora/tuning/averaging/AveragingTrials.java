package io.valora.tuning.averaging;

import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.job.JobConfig;
import io.valora.pipeline.RunPlan;
import io.valora.storage.Storage;
import io.valora.training.EpochRecord;
import io.valora.training.MonitoredMetric;
import io.valora.training.RowTraining;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingResult;
import io.valora.training.TrainingSplits;
import io.valora.training.loop.RowTrainer;
import io.valora.training.memory.SparkSlots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Trials of a grid of shards and averaging periods: the training of a run's job at every point. The
 * numbers and a page go to the run's {@code averaging} folder. Nothing else of the run changes, and
 * the test split is never read.
 */
public final class AveragingTrials {
  /** The page in the {@code averaging} folder. */
  public static final String PAGE = "averaging.html";

  /** The numbers in the {@code averaging} folder. */
  public static final String NUMBERS = "averaging.json";

  private final SparkSession spark;
  private final Storage storage;
  private final AveragingListener listener;

  public AveragingTrials(SparkSession spark, Storage storage, AveragingListener listener) {
    this.spark = spark;
    this.storage = storage;
    this.listener = listener;
  }

  /**
   * Refuses a job that can't be compared, before any work.
   *
   * @throws JobException when the job leaves the validation split empty
   */
  public static void check(JobConfig job) {
    if (!job.split().wantsValidation()) {
      boolean rows = job.split().validationRows().isPresent();
      throw JobException.invalid(
          rows ? "split.validation-rows" : "split.validation-fraction",
          0,
          "must be above 0 for a comparison: the validation split judges the grid points");
    }
  }

  /**
   * @param plan of a run whose split stage is done
   * @throws JobException when the train or the validation split has no rows, or a training fails
   */
  public AveragingComparison run(RunPlan plan, AveragingRequest request) {
    TrainingConfig training =
        plan.config().training().atMost(request.epochs().orElse(Integer.MAX_VALUE));
    spark.sparkContext().setJobDescription("Encode the rows that all grid points share");
    try (CachedTraining cached = CachedTraining.of(spark, storage, plan)) {
      TrialConditions conditions = conditions(cached.training().splits(), training);
      List<GridPoint> points = AveragingGrid.of(request, training, conditions.trainRows());
      listener.planned(points, conditions);
      Trial trial = new Trial(training, cached.training());
      AveragingComparison comparison =
          new AveragingComparison(
              plan.folder().job(),
              plan.folder().runId(),
              Instant.now(),
              conditions,
              request.tolerance(),
              results(trial, points));
      String json = AveragingWriter.write(comparison);
      storage.write(plan.folder().averaging(NUMBERS), json);
      storage.write(plan.folder().averaging(PAGE), AveragingPage.render(comparison));
      return comparison;
    }
  }

  /** The training that all grid points share. */
  private record Trial(TrainingConfig config, RowTraining training) {
    TrainingResult train(GridPoint point, TrainingListener listener) {
      return new RowTrainer(AveragingGrid.training(config, point)).train(training, listener);
    }

    /** One epoch that is thrown away, so that the first grid point isn't the one that warms up. */
    void warmUp(GridPoint point) {
      new Trial(config.atMost(1), training).train(point, TrainingListener.SILENT);
    }
  }

  private List<TrialResult> results(Trial trial, List<GridPoint> points) {
    spark.sparkContext().setJobDescription("Warm up");
    trial.warmUp(points.get(points.size() - 1));
    List<TrialResult> results = new ArrayList<>();
    for (GridPoint point : points) {
      spark.sparkContext().setJobDescription("Train " + point.description());
      listener.pointStarted(results.size() + 1, point);
      TrialResult result = result(point, trial.train(point, listener::epochFinished));
      results.add(result);
      listener.pointFinished(result);
    }
    return results;
  }

  /** A record of the history may cover several epochs; its values count for each. */
  static TrialResult result(GridPoint point, TrainingResult trained) {
    int epochs = 0;
    double seconds = 0;
    for (EpochRecord record : trained.history()) {
      seconds += record.seconds() * (record.epoch() - epochs);
      epochs = record.epoch();
    }
    double metric = kept(trained).validation().metric();
    long rows = trained.rowsPerEpoch() * epochs;
    return new TrialResult(point, epochs, trained.bestEpoch(), metric, rows, seconds);
  }

  private static EpochRecord kept(TrainingResult trained) {
    return trained.history().stream()
        .filter(epoch -> epoch.epoch() == trained.bestEpoch())
        .findFirst()
        .orElseThrow();
  }

  private TrialConditions conditions(TrainingSplits splits, TrainingConfig training) {
    long validationRows = splits.validation().count();
    if (validationRows == 0) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "compare grid points",
          "the validation split, which judges them, has no rows (raise split.validation-fraction)");
    }
    MonitoredMetric metric = training.earlyStopping().metric();
    return new TrialConditions(
        EnumNames.nameOf(training.engine()),
        metric == MonitoredMetric.LOSS ? "loss" : metric.name(),
        training.batchSize(),
        training.epochs(),
        splits.train().count(),
        validationRows,
        SparkSlots.of(spark.sparkContext()),
        AveragingGrid.ofJob(training));
  }
}
