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
    try (ProgressFile progress = new ProgressFile(storage, plan.folder())) {
      return run(
          plan,
          PipelineListeners.of(
              new SparkView(spark.sparkContext(), plan.folder()), progress, listener));
    }
  }

  private RunRecord run(RunPlan plan, PipelineListener told) {
    RunJournal journal = new RunJournal(storage, plan.folder(), plan.record());
    try {
      for (Stage stage : plan.stages()) {
        step(stage, plan, journal, told);
      }
      if (plan.config().task().stages().stream()
          .allMatch(stage -> journal.record().isDone(stage.label()))) {
        journal.succeeded();
        new ModelAlias(storage, plan.folder()).promote(Instant.now());
      }
      told.runEnded(journal.record().progress());
      return journal.record();
    } catch (RuntimeException | Error thrown) {
      journal.failed(thrown);
      told.runEnded(journal.record().progress());
      throw thrown;
    }
  }

  private void step(Stage stage, RunPlan plan, RunJournal journal, PipelineListener told) {
    long start = System.nanoTime();
    journal.started(stage);
    told.stageStarted(stage);
    StageResult result =
        plan.config()
            .task()
            .works()
            .get(stage)
            .run(new StageContext(spark, storage, plan, journal.record(), told));
    double seconds = (System.nanoTime() - start) / 1e9;
    journal.finished(stage, result.record(), seconds);
    told.stageFinished(stage, seconds, result.summary());
  }
}
