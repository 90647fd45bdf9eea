package io.valora.feedback;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.valora.feedback.LogLine.Kind;
import io.valora.goal.AskedShare;
import io.valora.goal.EventCounts;
import io.valora.goal.GoalConfig;
import io.valora.goal.OutcomeCell;
import io.valora.goal.Outcomes;
import io.valora.goal.ServedRun;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Count of the outcomes of units: of each run and unit the first prediction opens the window, and
 * the first event in it counts.
 */
final class OutcomeCount {
  /** Whether an event lies in the window, and what else became of it. */
  private static final String FATE = "fate";

  private final StagedLines staged;
  private final GoalConfig goal;
  private final OptionalLong asOf;

  OutcomeCount(StagedLines staged, GoalConfig goal) {
    this.staged = staged;
    this.goal = goal;
    this.asOf = staged.asOf();
  }

  /**
   * @param events what {@link #events} gave, kept
   */
  Outcomes outcomes(Dataset<Row> units, Dataset<Row> events) {
    Map<String, Long> fates = new HashMap<>();
    events
        .groupBy(FATE)
        .count()
        .collectAsList()
        .forEach(row -> fates.put(row.getString(0), row.getLong(1)));
    return new Outcomes(
        asOf.isPresent() ? Optional.of(instant(asOf.getAsLong())) : Optional.empty(),
        runs(units),
        cells(units, events),
        shares(units),
        new EventCounts(
            fates.values().stream().mapToLong(Long::longValue).sum(),
            fates.getOrDefault("counted", 0L),
            fates.getOrDefault("waiting", 0L),
            fates.getOrDefault("repeated", 0L),
            fates.getOrDefault("outside", 0L),
            fates.getOrDefault("without-unit", 0L),
            fates.getOrDefault("other", 0L),
            fates.getOrDefault("unknown", 0L)),
        staged.counts().get(Kind.BROKEN));
  }

  /** An explored item is of its list's unit, so that the list is counted once. */
  private Dataset<Row> answers() {
    Column list = regexp_replace(col("prediction"), "\\.\\d+$", ".0");
    Column id = when(col("picked").equalTo(LogLine.EXPLORED), list).otherwise(col("prediction"));
    Column unit = goal.unit().equals(GoalConfig.PREDICTION) ? id : col("unit");
    return staged.answers().withColumn("unit", unit);
  }

  /** Each run and unit with its arm, its first prediction, and whether its window is over. */
  Dataset<Row> units() {
    Column first = col("first");
    return answers()
        .filter(col("unit").isNotNull())
        .groupBy("run", "unit")
        .agg(
            min("micros").as("first"),
            min("arm").as("low"),
            max("arm").as("high"),
            min_by(col("share"), struct(col("micros"), col("prediction"))).as("share"))
        .withColumn(
            "arm",
            when(col("low").isNull(), OutcomeCell.MODEL)
                .when(col("low").equalTo(col("high")), col("low"))
                .otherwise(OutcomeCell.MIXED))
        .withColumn("matured", first.plus(goal.window().micros()).leq(asOf.orElse(0)))
        .withColumn("week", date_format(date_trunc("week", timestamp_micros(first)), "yyyy-MM-dd"))
        .drop("low", "high");
  }

  /** Each event with its run, unit and fate. */
  Dataset<Row> events(Dataset<Row> units) {
    Dataset<Row> answers =
        answers()
            .select(
                col("prediction").as("answer_id"),
                col("run").as("answer_run"),
                col("unit").as("answer_unit"));
    Dataset<Row> windows =
        units.select(
            col("run").as("window_run"),
            col("unit").as("window_unit"),
            col("first"),
            col("matured"));
    Dataset<Row> known =
        staged
            .of(Kind.EVENT)
            .drop("run", "unit")
            .join(answers, col("prediction").equalTo(col("answer_id")), "left")
            .join(
                windows,
                col("answer_run")
                    .equalTo(col("window_run"))
                    .and(col("answer_unit").equalTo(col("window_unit"))),
                "left")
            .withColumn(FATE, fate());
    Column place =
        row_number()
            .over(
                Window.partitionBy("answer_run", "answer_unit", FATE)
                    .orderBy("micros", "prediction", "file", "line"));
    return known
        .withColumn("place", place)
        .withColumn(
            FATE,
            when(col(FATE).isin("counted", "waiting").and(col("place").gt(1)), lit("repeated"))
                .otherwise(col(FATE)));
  }

  private Column fate() {
    Column inside =
        col("micros")
            .geq(col("first"))
            .and(col("micros").leq(col("first").plus(goal.window().micros())));
    return when(col("answer_id").isNull(), "unknown")
        .when(col("event").notEqual(goal.event()), "other")
        .when(col("answer_unit").isNull(), "without-unit")
        .when(inside.equalTo(false), "outside")
        .when(col("matured"), "counted")
        .otherwise("waiting");
  }

  private static List<OutcomeCell> cells(Dataset<Row> units, Dataset<Row> events) {
    Dataset<Row> counted =
        events.filter(col(FATE).equalTo("counted")).select(col("answer_run"), col("answer_unit"));
    return units
        .join(
            counted,
            col("run").equalTo(col("answer_run")).and(col("unit").equalTo(col("answer_unit"))),
            "left")
        .groupBy("run", "arm", "week")
        .agg(count(lit(1)), count(when(col("matured"), 1)), count(col("answer_unit")))
        .orderBy("run", "arm", "week")
        .collectAsList()
        .stream()
        .map(
            row ->
                new OutcomeCell(
                    row.getString(0),
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5)))
        .toList();
  }

  private static List<AskedShare> shares(Dataset<Row> units) {
    return units
        .filter(col("share").gt(0).and(col("arm").isin(OutcomeCell.MODEL, OutcomeCell.CONTROL)))
        .groupBy("run", "share")
        .agg(count(lit(1)), count(when(col("arm").equalTo(OutcomeCell.CONTROL), 1)))
        .orderBy("run", "share")
        .collectAsList()
        .stream()
        .map(
            row ->
                new AskedShare(row.getString(0), row.getDouble(1), row.getLong(2), row.getLong(3)))
        .toList();
  }

  private static List<ServedRun> runs(Dataset<Row> units) {
    return units
        .groupBy("run")
        .agg(min("first").as("first"))
        .orderBy("first", "run")
        .collectAsList()
        .stream()
        .map(row -> new ServedRun(row.getString(0), instant(row.getLong(1))))
        .toList();
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
