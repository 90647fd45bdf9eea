package io.valora.feedback;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.feedback.LogLine.Kind;
import io.valora.feedback.PickedRow.Why;
import io.valora.model.Output;
import io.valora.model.Signature;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Choice of rows that people are asked to label: half of them at random, for an estimate without a
 * bias, and half those that the model is least sure of, to learn from. A model without classes
 * doesn't say how sure it is, so that all are random. The choice is a function of seed and ids.
 *
 * @param number of rows, at least 1
 */
public record LabelPick(
    SparkSession session, Storage storage, Signature signature, int number, long seed) {
  private static final int ID_DIGITS = 24;
  private static final String HASH = "hash";
  private static final String UNIT = "user";

  /**
   * Rows of a run's predictions in the service's log.
   *
   * @throws JobException when the log has none whose inputs were logged
   */
  public List<PickedRow> ofLog(RunFolder run) {
    FeedbackFolder folder = FeedbackFolder.of(run.root(), run.job());
    LogFiles logs = new LogFiles(session, storage);
    Dataset<Row> lines = logs.read(LogOrigin.PREDICTIONS, logs.in(folder.predictions()), UNIT);
    List<PickedRow> picked =
        of(
            StagedLines.answers(lines)
                .filter(
                    col("kind")
                        .equalTo(Kind.PREDICTION.name())
                        .and(col("run").equalTo(run.runId()))
                        .and(col("inputs").isNotNull())
                        .and(not(col("picked").eqNullSafe(LogLine.EXPLORED))))
                .select("prediction", "micros", "run", "value", "answer", "inputs"));
    if (picked.isEmpty()) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "pick rows of run " + run.runId(),
          "the log has no inputs of its predictions (valora serve --log inputs, or --input)");
    }
    return picked;
  }

  /**
   * Rows of a table that was scored by the run, each content once.
   *
   * @param scored folder of Parquet
   * @param now time that the rows are asked for
   */
  public List<PickedRow> ofScored(RunFolder run, String scored, Instant now) {
    Dataset<Row> table = session.read().parquet(scored);
    boolean classes = !signature.output().classes().isEmpty();
    Column[] cells =
        signature.names().stream()
            .map(name -> col("`" + name + "`").cast("string").as(name))
            .toArray(Column[]::new);
    Column inputs = to_json(struct(cells));
    Column id =
        concat(
            substring(sha2(concat(lit(run.runId() + "\n"), inputs), 256), 1, ID_DIGITS), lit(".0"));
    return of(
        table
            .select(
                id.as("prediction"),
                lit(LogLine.micros(now)).as("micros"),
                lit(run.runId()).as("run"),
                col(classes ? "probability" : "prediction").cast("double").as("value"),
                (classes ? col("class") : lit(null)).cast("string").as("answer"),
                inputs.as("inputs"))
            .dropDuplicates("prediction"));
  }

  private List<PickedRow> of(Dataset<Row> candidates) {
    Column hash = sha2(concat(lit(seed + "\n"), col("prediction")), 256);
    Dataset<Row> hashed = candidates.withColumn(HASH, hash);
    Output output = signature.output();
    boolean classes = !output.classes().isEmpty();
    int random = classes ? (number + 1) / 2 : number;
    List<PickedRow> picked = new ArrayList<>(rows(hashed.orderBy(HASH).limit(random), Why.RANDOM));
    if (classes && picked.size() == random) {
      Dataset<Row> taken =
          session
              .createDataset(picked.stream().map(PickedRow::prediction).toList(), Encoders.STRING())
              .toDF("taken");
      picked.addAll(
          rows(
              hashed
                  .join(taken, col("prediction").equalTo(col("taken")), "left_anti")
                  .orderBy(abs(col("value").minus(output.threshold())), col(HASH))
                  .limit(number - random),
              Why.UNSURE));
    }
    picked.sort(Comparator.comparing(PickedRow::hash));
    return picked;
  }

  /** As many as are asked for, never all. */
  private static List<PickedRow> rows(Dataset<Row> few, Why why) {
    return few.collectAsList().stream()
        .map(
            row ->
                new PickedRow(
                    row.getAs("prediction"),
                    row.<Long>getAs("micros"),
                    row.getAs("run"),
                    row.<Double>getAs("value"),
                    row.getAs("answer"),
                    row.getAs("inputs"),
                    row.getAs(HASH),
                    why))
        .toList();
  }
}
