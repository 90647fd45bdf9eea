package io.valora.pipeline;

import io.valora.base.JobException;
import io.valora.job.PipelineListener;
import io.valora.job.Stage;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.Task;
import io.valora.lineage.RunRecord;
import io.valora.pipeline.progress.PipelineListeners;
import io.valora.pipeline.progress.ProgressFile;
import io.valora.registry.PublishedFiles;
import io.valora.storage.FullStorage;
import java.util.Optional;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the stages of a plan, in order; what each brings stands in {@code run.json} before the next
 * begins.
 */
public final class Pipeline {
  /** Spark's own hook, of 50, makes the stages fail, which isn't what ended them. */
  private static final int BEFORE_SPARK = 100;

  private final SparkSession spark;
  private final PipelineListener listener;

  public Pipeline(SparkSession spark, PipelineListener listener) {
    this.spark = spark;
    this.listener = listener;
  }

  /**
   * Runs the plan's stages; when all stages are done, the run is published.
   *
   * @return what {@code run.json} says at the end
   * @throws JobException with the outcome that {@code run.json} says too; or that another attempt
   *     has taken the run over, which {@code run.json} doesn't say
   */
  public RunRecord run(LeasedRun run) {
    try (ProgressFile progress = new ProgressFile(run.storage(), run.plan().folder())) {
      SparkView view = new SparkView(spark.sparkContext(), run.plan().folder());
      return run(run, PipelineListeners.of(view, progress, listener));
    }
  }

  private RunRecord run(LeasedRun run, PipelineListener listener) {
    RunJournal journal = run.journal();
    Runnable interrupted = journal::interrupted;
    ShutdownHookManager.get().addShutdownHook(interrupted, BEFORE_SPARK);
    try {
      return run(run, journal, listener);
    } finally {
      if (!ShutdownHookManager.get().isShutdownInProgress()) {
        ShutdownHookManager.get().removeShutdownHook(interrupted);
      }
    }
  }

  private RunRecord run(LeasedRun run, RunJournal journal, PipelineListener listener) {
    run.lease().runsAs(spark.sparkContext().applicationId());
    run.lease().whenLost(() -> spark.sparkContext().cancelAllJobs());
    try (LeakCheck leaks = new LeakCheck(journal, record -> context(run, record, listener))) {
      if (!run.plan().stages().isEmpty()) {
        new PublishedFiles(run.storage(), run.plan().folder()).withdraw();
        for (Stage stage : run.plan().stages()) {
          leaks.before(stage);
          step(stage, run, journal, listener);
        }
        leaks.end();
      }
      RunRecord end =
          run.plan().isWhole(journal.record()) ? run.publish(journal) : journal.record();
      listener.runEnded(end.progress());
      return end;
    } catch (Throwable thrown) { // Spark throws checked exceptions without saying so
      Optional<JobException> loss = run.lease().loss();
      if (loss.isPresent()) {
        loss.get().addSuppressed(thrown);
        throw loss.get();
      }
      journal.failed(thrown);
      listener.runEnded(journal.record().progress());
      throw thrown;
    }
  }

  private static StageWork work(Stage stage, Task task) {
    return switch (stage) {
      case INGEST -> new IngestStage();
      case SPLIT -> new SplitStage();
      default -> task.works().get(stage);
    };
  }

  private StageContext context(LeasedRun run, RunRecord record, PipelineListener listener) {
    return new StageContext(spark, run.storage(), run.plan().forStages(), record, listener);
  }

  private void step(Stage stage, LeasedRun run, RunJournal journal, PipelineListener listener) {
    long start = System.nanoTime();
    journal.started(stage);
    listener.stageStarted(stage);
    StageWork work = work(stage, run.plan().config().task());
    StageResult result;
    try {
      result = work.run(context(run, journal.record(), listener));
    } catch (Exception thrown) { // Spark throws checked ones without saying so
      Optional<JobException> full = FullStorage.in(thrown, "finish stage " + stage.label());
      if (full.isPresent() && JobException.in(thrown).isEmpty()) {
        throw full.get();
      }
      throw thrown;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    journal.finished(stage, result.record(), seconds);
    listener.stageFinished(stage, seconds, result.summary());
  }
}
