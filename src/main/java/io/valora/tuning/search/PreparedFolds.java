package io.valora.tuning.search;

import io.valora.job.FeatureFit;
import io.valora.job.JobConfig;
import io.valora.job.Task;
import io.valora.job.TrainingContext;
import io.valora.split.Fold;
import io.valora.storage.RunFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * Prepared folds of a search, each shared by the trials of the fold whose settings fit the same. As
 * many are kept as there are folds. What is fitted is written to a folder that no other preparation
 * ever reads, so that one that was interrupted is never used.
 */
final class PreparedFolds implements AutoCloseable {
  private static final double NANOSECONDS = 1e9;

  private final SparkSession spark;
  private final TrialFolder folder;
  private final List<Task> tasks;
  private final SearchPlan plan;
  private final SearchListener listener;
  private final Map<String, JobConfig> jobs = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final Shared<Preparation, PreparedFold> folds;

  /** All that a prepared fold depends on. */
  private record Preparation(Fold fold, String foldId, Features features) {}

  private record Features(FeatureFit fit, int shards) {}

  PreparedFolds(
      SparkSession spark,
      TrialFolder folder,
      List<Task> tasks,
      SearchPlan plan,
      SearchListener listener) {
    this.spark = spark;
    this.folder = folder;
    this.tasks = tasks;
    this.plan = plan;
    this.listener = listener;
    this.folds = new Shared<>(kept(plan), this::prepare);
    folder.deletePrepared();
  }

  /** Prepared folds at once, at most. */
  static int kept(SearchPlan plan) {
    return Math.max(plan.tuning().folds(), plan.tuning().parallelTrials());
  }

  /** The configuration of a trial's setting. */
  JobConfig job(Trial trial) {
    return jobs.computeIfAbsent(
        trial.settingId(),
        id -> JobConfig.ofResolved(tasks, "the setting", trial.setting().resolved()));
  }

  /** Work with a trial's fold, which is prepared unless it is at hand. */
  <T> T use(Trial trial, Function<PreparedFold, T> work) {
    return folds.use(preparation(trial), work);
  }

  /**
   * The steps with those together that can share folds; folds that none of them needs are let go.
   */
  List<Step> grouped(List<Step> steps) {
    folds.keepOnly(
        steps.stream().map(step -> preparation(step.trial())).collect(Collectors.toSet()));
    return steps.stream()
        .collect(
            Collectors.groupingBy(
                step -> features(step.trial()), LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private Preparation preparation(Trial trial) {
    return new Preparation(trial.fold(), trial.foldId(), features(trial));
  }

  private Features features(Trial trial) {
    JobConfig job = job(trial);
    return new Features(job.taskConfig().featureFit(job), job.training().shards());
  }

  private PreparedFold prepare(Preparation wanted) {
    int fold = wanted.fold().number() + 1;
    long start = System.nanoTime();
    spark.sparkContext().setJobDescription("Prepare fold " + fold);
    String fitted = folder.prepared(number.getAndIncrement());
    RunFolder run = plan.run();
    TrainingContext rows =
        new TrainingContext(
            spark,
            folder.storage(),
            plan.job().ingest().schema(),
            run,
            folder.fold(wanted.foldId()).splits(),
            new RunFolder(fitted, run.job(), run.runId()));
    Features features = wanted.features();
    PreparedFold prepared =
        FoldFeatures.of(features.fit(), rows)
            .prepared(features.shards(), () -> folder.storage().delete(fitted));
    listener.prepared(fold, (System.nanoTime() - start) / NANOSECONDS);
    return prepared;
  }

  @Override
  public void close() {
    folds.close();
    folder.deletePrepared();
  }
}
