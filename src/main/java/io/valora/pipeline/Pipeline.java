package io.valora.pipeline;

import io.valora.lineage.RunRecord;
import io.valora.registry.ModelAlias;
import io.valora.storage.Storage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the stages of a plan, in order; what each brings stands in {@code run.json} before the next
 * begins.
 */
public final class Pipeline {
  private final SparkSession spark;
  private final Storage storage;
  private final PipelineListener listener;
  private final Map<Stage, StageWork> works = new EnumMap<>(Stage.class);

  public Pipeline(SparkSession spark, Storage storage, PipelineListener listener) {
    this.spark = spark;
    this.storage = storage;
    this.listener = listener;
    works.put(Stage.INGEST, new IngestStage());
    works.put(Stage.SPLIT, new SplitStage());
    works.put(Stage.TRAIN, new TrainStage());
    works.put(Stage.EVALUATE, new EvaluateStage());
    works.put(Stage.RECOMMEND, new RecommendStage());
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
      if (List.of(Stage.values()).stream()
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
        works.get(stage).run(new StageContext(spark, storage, plan, journal.record(), listener));
    double seconds = (System.nanoTime() - start) / 1e9;
    journal.finished(stage, result.record(), seconds);
    listener.stageFinished(stage, seconds, result.summary());
  }
}
