package io.valora.pipeline;

import io.valora.lineage.RunRecord;
import io.valora.registry.ModelAlias;
import io.valora.storage.Storage;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the stages of a plan, in order; what each brings stands in {@code run.json} before the next
 * begins.
 */
public final class Pipeline {
  private final SparkSession spark;
  private final Storage storage;
  private final PipelineListener listener;

  public Pipeline(SparkSession spark, Storage storage, PipelineListener listener) {
    this.spark = spark;
    this.storage = storage;
    this.listener = listener;
  }

  /**
   * Runs the plan's stages; after the last stage of all, the run is published.
   *
   * @return what {@code run.json} says at the end
   * @throws io.valora.base.JobException with the outcome that {@code run.json} says too
   */
  public RunRecord run(RunPlan plan) {
    RunJournal journal = new RunJournal(storage, plan.folder(), plan.record());
    try {
      for (Stage stage : plan.stages()) {
        step(stage, plan, journal);
      }
      if (plan.config().task().stages().stream()
          .allMatch(stage -> journal.record().isDone(stage.label()))) {
        journal.succeeded();
        new ModelAlias(storage, plan.folder()).promote(Instant.now());
      }
      return journal.record();
    } catch (RuntimeException | Error thrown) {
      journal.failed(thrown);
      throw thrown;
    }
  }

  private void step(Stage stage, RunPlan plan, RunJournal journal) {
    long start = System.nanoTime();
    journal.started(stage);
    listener.stageStarted(stage);
    spark.sparkContext().setJobDescription(stage.description());
    StageResult result =
        plan.config()
            .task()
            .works()
            .get(stage)
            .run(new StageContext(spark, storage, plan, journal.record(), listener));
    double seconds = (System.nanoTime() - start) / 1e9;
    journal.finished(stage, result.record(), seconds);
    listener.stageFinished(stage, seconds, result.summary());
  }
}
