package io.valora.tuning.search;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.job.JobConfig;
import io.valora.job.Task;
import io.valora.job.TrainingContext;
import io.valora.networks.TrainedNetwork;
import io.valora.split.FoldRows;
import io.valora.split.Folds;
import io.valora.storage.Storage;
import io.valora.training.CheckpointPlace;
import io.valora.training.MonitoredMetric;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingResult;
import io.valora.training.TrainingStart;
import io.valora.training.loop.RowTrainer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Search of a job's space of settings. Each trial that ends leaves a file, and a trial that has one
 * isn't done again; the test split is never read.
 */
public final class Search {
  /** Failures that the same trial would meet again. */
  private static final Set<Outcome> LASTING =
      Set.of(Outcome.INVALID_REQUEST, Outcome.DATA_REJECTED, Outcome.UNUSABLE_MODEL);

  private static final String FITTED = "fitted";
  private static final String CHECKPOINTS = "checkpoints";
  private static final double NANOSECONDS = 1e9;

  private final SparkSession spark;
  private final Storage storage;
  private final List<Task> tasks;
  private final SearchListener listener;

  /**
   * @param tasks that a job may be of
   */
  public Search(SparkSession spark, Storage storage, List<Task> tasks, SearchListener listener) {
    this.spark = spark;
    this.storage = storage;
    this.tasks = List.copyOf(tasks);
    this.listener = listener;
  }

  /** Does the trials that have no result yet, and writes the leaderboard. */
  public Leaderboard run(SearchPlan plan) {
    TrialFolder folder = new TrialFolder(storage, plan.run());
    Map<Integer, TrialResult> results = new ConcurrentHashMap<>(folder.results(plan));
    List<Trial> left =
        plan.trials().stream().filter(trial -> !results.containsKey(trial.number())).toList();
    writeFolds(plan, folder, left);
    try (SideBySide works = new SideBySide(plan.tuning().parallelTrials())) {
      List<Part<Void>> parts = new ArrayList<>();
      for (Trial trial : left) {
        parts.add(
            works.start(
                () -> {
                  TrialResult result = result(plan, folder, trial);
                  results.put(trial.number(), result);
                  listener.finished(trial.number(), result, results.size());
                }));
      }
      parts.forEach(Part::get);
    }
    folder.deleteFolds();
    Leaderboard leaderboard = Leaderboard.of(plan, results);
    LeaderboardFiles.write(storage, plan.run(), leaderboard);
    return leaderboard;
  }

  private void writeFolds(SearchPlan plan, TrialFolder folder, List<Trial> trials) {
    spark.sparkContext().setJobDescription("Write the folds");
    TrainingContext run = new TrainingContext(spark, storage, plan.job(), plan.run(), plan.run());
    Dataset<Row> seen = run.train().unionByName(run.validation());
    Set<String> written = new HashSet<>();
    for (Trial trial : trials) {
      if (written.add(trial.foldId()) && !storage.exists(folder.foldMarker(trial))) {
        FoldRows rows = Folds.write(seen, plan.job().split(), trial.fold(), folder.fold(trial));
        storage.write(folder.foldMarker(trial), rows + "\n");
      }
    }
  }

  private TrialResult result(SearchPlan plan, TrialFolder folder, Trial trial) {
    try {
      TrialResult result = trained(plan, folder, trial);
      storage.delete(folder.below(trial, CHECKPOINTS));
      folder.write(trial, result);
      return result;
    } catch (RuntimeException e) {
      JobException reason = JobException.in(e).orElseThrow(() -> e);
      TrialResult failed = TrialResult.failed(reason.getMessage());
      if (LASTING.contains(reason.outcome())) {
        folder.write(trial, failed);
      }
      return failed;
    } finally {
      storage.delete(folder.below(trial, FITTED));
    }
  }

  private TrialResult trained(SearchPlan plan, TrialFolder folder, Trial trial) {
    spark.sparkContext().setJobDescription("Trial " + trial.number());
    long start = System.nanoTime();
    JobConfig job = JobConfig.ofResolved(tasks, "the setting", trial.setting().resolved());
    FoldTraining fold =
        FoldTraining.of(
            spark,
            storage,
            job,
            plan.run(),
            new FoldTraining.Place(folder.fold(trial), folder.below(trial, FITTED)));
    CheckpointPlace place =
        new CheckpointPlace(
            storage, folder.below(trial, CHECKPOINTS), TrainingStart.RESUME, trial.foldId());
    RowTrainer trainer = new RowTrainer(job.training());
    TrainingResult result =
        trainer.train(fold.stopping().withCheckpoints(place), TrainingListener.SILENT);
    MonitoredMetric metric = plan.tuning().score();
    TrainedNetwork network = result.network();
    double score = trainer.metrics(fold.scored(), network, metric).metric();
    double trainScore =
        metric(job.training(), result, metric)
            .orElseGet(() -> trainer.metrics(fold.onTrain(), network, metric).metric());
    return new TrialResult(
        result.epochs(),
        result.bestEpoch(),
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
