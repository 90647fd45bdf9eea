package io.valora.feedback;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.valora.feedback.FeedbackLedger.Labels;
import io.valora.feedback.LogLine.Kind;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Labels held against the rules of the runs that answered, with what became of each.
 *
 * @param rows of {@link LogLine#SCHEMA}, with {@code fate} and the label that counts, {@code said}
 */
record HeldLabels(Dataset<Row> rows) {
  /** The label that counts, the last by time and then by text. */
  static final String JOINED = "joined";

  private static final String DUPLICATE = "duplicate";
  private static final String UNKNOWN = "unknown";
  private static final String INVALID = "invalid";
  private static final String FATE = "fate";
  private static final String KNOWN_RUN = "known_run";
  private static final StructType HELD = LogLine.SCHEMA.add(FATE, DataTypes.StringType);

  /**
   * Holds the labels among staged lines, and keeps the result.
   *
   * @param rule of a run; empty where any label will do
   */
  static HeldLabels write(
      SparkSession session,
      StagedLines staged,
      Function<String, Optional<LabelRule>> rule,
      String folder) {
    Dataset<Row> known =
        staged
            .answers()
            .filter(col("kind").equalTo(Kind.PREDICTION.name()))
            .select(col("prediction").as("known_id"), col("run").as(KNOWN_RUN));
    HashMap<String, LabelRule> rules = new HashMap<>();
    known.select(KNOWN_RUN).distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .forEach(run -> rule.apply(run).ifPresent(found -> rules.put(run, found)));
    Dataset<Row> held =
        staged
            .of(Kind.LABEL)
            .join(known, col("prediction").equalTo(col("known_id")), "left")
            .drop("known_id")
            .map((MapFunction<Row, Row>) new Holding(rules)::held, Encoders.row(HELD));
    return new HeldLabels(StagedLines.kept(session, fates(held), folder + "/labels"));
  }

  private static Dataset<Row> fates(Dataset<Row> held) {
    WindowSpec latest =
        Window.partitionBy("prediction", FATE)
            .orderBy(col("micros").desc(), col("label").desc(), col("file"), col("number"));
    return held.withColumn("place", row_number().over(latest))
        .withColumn("said", first("label").over(latest))
        .withColumn(
            FATE,
            when(col(FATE).equalTo(JOINED).and(col("place").gt(1)), DUPLICATE).otherwise(col(FATE)))
        .drop("place");
  }

  Dataset<Row> of(String fate) {
    return rows.filter(col(FATE).equalTo(fate));
  }

  /** Lines by {@link LogLine#SCHEMA} that count nowhere, with the reason. */
  Dataset<Row> leftOut() {
    return rows.filter(col(FATE).isin(UNKNOWN, INVALID)).drop(FATE, "said");
  }

  /**
   * @param late joined ones that came after the window
   */
  Labels counts(long late) {
    Map<String, Long> fates = new HashMap<>();
    rows.groupBy(FATE)
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> fates.put(row.getString(0), row.getLong(1)));
    Column conflicting = col("label").notEqual(col("said"));
    return new Labels(
        fates.values().stream().mapToLong(Long::longValue).sum(),
        fates.getOrDefault(JOINED, 0L),
        fates.getOrDefault(DUPLICATE, 0L),
        fates.getOrDefault(UNKNOWN, 0L),
        fates.getOrDefault(INVALID, 0L),
        of(DUPLICATE).filter(conflicting).count(),
        late);
  }

  /** Rules by run, on executors. */
  private record Holding(HashMap<String, LabelRule> rules) implements Serializable {
    /**
     * @param row of {@link LogLine#SCHEMA} and the run that answered
     */
    Row held(Row row) {
      Object[] values = new Object[HELD.size()];
      for (int i = 0; i < LogLine.SCHEMA.size(); i++) {
        values[i] = row.get(i);
      }
      String run = row.getAs(KNOWN_RUN);
      String fate = JOINED;
      if (run == null) {
        fate = UNKNOWN;
        values[LogLine.SCHEMA.fieldIndex("reason")] = "unknown prediction";
      } else if (rules.containsKey(run)) {
        LabelRule.Held held = rules.get(run).hold(row.getAs("label"));
        if (held instanceof LabelRule.Value value) {
          values[LogLine.SCHEMA.fieldIndex("label")] = value.text();
        } else if (held instanceof LabelRule.NoValue none) {
          fate = INVALID;
          values[LogLine.SCHEMA.fieldIndex("reason")] = none.reason();
        }
      }
      values[HELD.fieldIndex(FATE)] = fate;
      return RowFactory.create(values);
    }
  }
}
