package io.valora.tuning.search;

import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.job.Task;
import io.valora.job.TrainingContext;
import io.valora.split.FoldRows;
import io.valora.split.Folds;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Search of a job's space of settings. Each step that ends leaves a file, and a step that has one
 * isn't done again; the test split is never read.
 */
public final class Search {
  private final SparkSession spark;
  private final Storage storage;
  private final List<Task> tasks;
  private final SearchListener listener;
  private final LongSupplier nanoTime;

  /**
   * @param tasks that a job may be of
   */
  public Search(SparkSession spark, Storage storage, List<Task> tasks, SearchListener listener) {
    this(spark, storage, tasks, listener, System::nanoTime);
  }

  Search(
      SparkSession spark,
      Storage storage,
      List<Task> tasks,
      SearchListener listener,
      LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.spark = spark;
    this.storage = storage;
    this.tasks = List.copyOf(tasks);
    this.listener = listener;
  }

  /**
   * Does the steps that have no result yet, rung by rung, until all are done or the limit of
   * minutes is reached, and writes the leaderboard.
   */
  public Leaderboard run(SearchPlan plan) {
    TrialFolder folder = new TrialFolder(storage, plan.run());
    FoldBaselines baselines = new FoldBaselines(storage, plan);
    StepResults results = new StepResults(folder);
    BooleanSupplier over = limit(plan.tuning().limit().minutes());
    Standing standing = Standing.of(plan, results, baselines.scores());
    int atOnce = standing.missing().isEmpty() ? 1 : parallelTrials(plan);
    List<Trial> unmeasured = baselines.missing();
    writeFolds(plan, folder, unmeasured);
    try (SideBySide beside = new SideBySide(1);
        PreparedFolds folds = new PreparedFolds(spark, folder, tasks, plan, listener)) {
      Part<Void> measured = beside.start(() -> measure(baselines, unmeasured));
      TrialTraining training = new TrialTraining(spark, folder, folds, plan, results);
      while (!standing.missing().isEmpty() && !over.getAsBoolean()) {
        listener.rungStarted(standing.rung(), standing.leaderboard());
        writeFolds(plan, folder, standing.missing().stream().map(Step::trial).toList());
        train(training, standing, over, atOnce);
        standing = Standing.of(plan, results, baselines.scores());
      }
      measured.get();
    }
    folder.deleteFolds();
    Leaderboard leaderboard = Standing.of(plan, results, baselines.scores()).leaderboard();
    LeaderboardFiles.write(storage, plan.run(), leaderboard);
    if (standing.missing().isEmpty()) {
      plan.trials().forEach(trial -> storage.delete(folder.checkpoints(trial)));
    }
    return leaderboard;
  }

  private void measure(FoldBaselines baselines, List<Trial> trials) {
    spark.sparkContext().setJobDescription("Baselines");
    trials.forEach(trial -> baselines.measure(spark, trial));
  }

  private BooleanSupplier limit(OptionalInt minutes) {
    long start = nanoTime.getAsLong();
    return () ->
        minutes.isPresent()
            && nanoTime.getAsLong() - start >= TimeUnit.MINUTES.toNanos(minutes.getAsInt());
  }

  private int parallelTrials(SearchPlan plan) {
    ParallelTrials trials = ParallelTrials.of(tasks, plan, seen(plan));
    if (trials.shortage().isPresent()) {
      listener.lowered(plan.tuning().parallelTrials(), trials);
    }
    return trials.atOnce();
  }

  private Dataset<Row> seen(SearchPlan plan) {
    TrainingContext run = new TrainingContext(spark, storage, plan.job(), plan.run(), plan.run());
    return run.train().unionByName(run.validation());
  }

  private void train(TrialTraining training, Standing standing, BooleanSupplier over, int atOnce) {
    SearchPlan plan = training.plan();
    StepResults results = training.results();
    int all = plan.rungs().get(standing.rung()).settings() * plan.tuning().folds();
    AtomicInteger done = new AtomicInteger(all - standing.missing().size());
    BiConsumer<Step, TrialResult> ended =
        (step, result) -> {
          results.put(step, result);
          listener.finished(
              new TrialEnd(step.trial().number(), result, done.incrementAndGet(), all),
              () -> Standing.of(plan, results, List.of()).leaderboard());
        };
    try (SideBySide works = new SideBySide(atOnce)) {
      List<Part<Void>> parts = new ArrayList<>();
      for (Step step : training.folds().grouped(standing.missing())) {
        parts.add(
            works.start(
                () -> {
                  if (!over.getAsBoolean()) {
                    training.result(step, over).ifPresent(result -> ended.accept(step, result));
                  }
                }));
      }
      parts.forEach(Part::get);
    }
  }

  private void writeFolds(SearchPlan plan, TrialFolder folder, List<Trial> trials) {
    spark.sparkContext().setJobDescription("Write the folds");
    Dataset<Row> seen = seen(plan);
    Set<String> known = new HashSet<>();
    try (SideBySide works = new SideBySide()) {
      List<Part<Void>> parts = new ArrayList<>();
      for (Trial trial : trials) {
        if (known.add(trial.foldId()) && !storage.exists(folder.foldMarker(trial))) {
          parts.add(works.start(() -> writeFold(plan, folder, trial, seen)));
        }
      }
      parts.forEach(Part::get);
    }
  }

  private void writeFold(SearchPlan plan, TrialFolder folder, Trial trial, Dataset<Row> seen) {
    FoldRows rows = Folds.write(seen, plan.job().split(), trial.fold(), folder.fold(trial));
    storage.write(folder.foldMarker(trial), rows + "\n");
  }
}
