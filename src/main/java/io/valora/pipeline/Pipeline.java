package io.valora.pipeline;

import io.valora.base.JobException;
import io.valora.lineage.RunRecord;
import io.valora.registry.PublishedFiles;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the stages of a plan, in order; what each brings stands in {@code run.json} before the next
 * begins.
 */
public final class Pipeline {
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
    RunJournal journal = run.journal();
    run.lease().runsAs(spark.sparkContext().applicationId());
    run.lease().whenLost(() -> spark.sparkContext().cancelAllJobs());
    try {
      if (!run.plan().stages().isEmpty()) {
        new PublishedFiles(run.storage(), run.plan().folder()).withdraw();
      }
      for (Stage stage : run.plan().stages()) {
        step(stage, run, journal);
      }
      return run.plan().isWhole(journal.record()) ? run.publish(journal) : journal.record();
    } catch (RuntimeException | Error thrown) {
      Optional<JobException> loss = run.lease().loss();
      if (loss.isPresent()) {
        loss.get().addSuppressed(thrown);
        throw loss.get();
      }
      journal.failed(thrown);
      throw thrown;
    }
  }

  private void step(Stage stage, LeasedRun run, RunJournal journal) {
    long start = System.nanoTime();
    journal.started(stage);
    listener.stageStarted(stage);
    spark.sparkContext().setJobDescription(stage.description());
    StageResult result =
        run.plan()
            .config()
            .task()
            .works()
            .get(stage)
            .run(new StageContext(spark, run.storage(), run.plan(), journal.record(), listener));
    double seconds = (System.nanoTime() - start) / 1e9;
    journal.finished(stage, result.record(), seconds);
    listener.stageFinished(stage, seconds, result.summary());
  }
}
