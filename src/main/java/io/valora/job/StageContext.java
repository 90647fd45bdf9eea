package io.valora.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.gates.GateResult;
import io.valora.gates.Validation;
import io.valora.lineage.RunRecord;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Session, storage and run that a stage works with.
 *
 * @param record the run as it stands before the stage
 */
public record StageContext(
    SparkSession spark,
    Storage storage,
    PlannedRun run,
    RunRecord record,
    PipelineListener listener) {

  public JobConfig config() {
    return run.config();
  }

  /** The part of the job file that belongs to its task. */
  public <T extends TaskConfig> T taskConfig(Class<T> type) {
    return config().taskConfig(type);
  }

  public RunFolder folder() {
    return run.folder();
  }

  /** Rows of a split: {@code train}, {@code validation} or {@code test}. */
  public Dataset<Row> split(String name) {
    return new TypedFolder(folder().split(name), config().ingest().schema()).read(spark);
  }

  /** The splits to train on, with the run's own folder for what is fitted. */
  public TrainingContext training() {
    return new TrainingContext(spark, storage, config(), folder(), folder());
  }

  /**
   * Judges the model by the rules that every run has and those of the job file, and writes the
   * verdict.
   *
   * @param found by the rules that every run has
   * @param metrics the tree of {@code metrics.json}
   * @param predicted the test rows
   * @param rows finds those that count most in a rule
   * @return sentences on the rules that failed
   */
  public List<String> judge(
      List<GateResult> found, JsonNode metrics, PredictedRows predicted, DecidingRows rows) {
    List<GateResult> results = new ArrayList<>(found);
    results.addAll(
        config()
            .gates()
            .judge(metrics, record.rows().ledger(), config().task().testSummary().judged()));
    config()
        .gates()
        .change()
        .ifPresent(rule -> results.add(new ChampionChange(this, rule, predicted).judge()));
    config()
        .gates()
        .newest()
        .ifPresent(
            rule -> {
              results.add(new ChampionChange(this, rule, predicted).judge());
              results.add(new NewestRows(this, predicted).judge());
            });
    List<GateResult> shown = rows.of(results, predicted);
    Validation.write(storage, folder(), shown);
    return Validation.advice(shown);
  }

  /** Typed rows of an auxiliary input. */
  public Dataset<Row> auxiliary(AuxiliaryInput input) {
    return new TypedFolder(input.folders(folder()).typed(), input.ingest().schema()).read(spark);
  }
}
