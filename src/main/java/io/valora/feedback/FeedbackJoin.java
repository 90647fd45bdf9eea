package io.valora.feedback;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import io.valora.feedback.FeedbackLedger.Day;
import io.valora.feedback.FeedbackLedger.Lines;
import io.valora.feedback.FeedbackLedger.Predictions;
import io.valora.feedback.LogLine.Kind;
import io.valora.lease.Lease;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Join of a job's labels to its predictions. Everything is made anew from the logs, and the ledger
 * is written last: the same logs give the same files.
 */
public final class FeedbackJoin {
  private static final String UNIT = "user";

  private final SparkSession session;
  private final Storage storage;
  private final FeedbackRequest request;

  private FeedbackJoin(SparkSession session, Storage storage, FeedbackRequest request) {
    this.session = session;
    this.storage = storage;
    this.request = request;
  }

  /**
   * Joins as the only attempt at the job's folder.
   *
   * @param lease how long an attempt may be silent before another takes it over
   * @throws io.valora.base.JobException when another attempt is alive, files of labels aren't what
   *     they must be, or a line isn't accounted for
   */
  public static FeedbackLedger run(
      SparkSession session, Storage storage, FeedbackRequest request, Duration lease) {
    try (Lease held = Lease.acquire(storage, request.folder().uri(), lease)) {
      held.whenLost(() -> session.sparkContext().cancelAllJobs());
      return new FeedbackJoin(session, storage.guardedBy(held::check), request).run();
    }
  }

  private FeedbackLedger run() {
    FeedbackFolder folder = request.folder();
    storage.delete(folder.attempt());
    StagedLines staged = StagedLines.write(session, read(), folder.attempt());
    OptionalLong asOf = staged.asOf();
    HeldLabels held = HeldLabels.write(session, staged, this::rule, folder.attempt());
    Dataset<Row> joined = joined(staged, held, asOf.orElse(0));
    Dataset<Row> kept = StagedLines.kept(session, joined, folder.attempt() + "/joined");
    FeedbackLedger ledger = ledger(staged, asOf, kept, held);
    DayFiles labelled = new DayFiles(storage, folder.attempt() + "/labelled");
    Dataset<Row> answered = kept.filter(col("state").equalTo("labelled"));
    labelled.write(answered);
    QuarantineFile quarantine = new QuarantineFile(storage, folder.attempt() + "/quarantine");
    quarantine.write(staged.of(Kind.BROKEN).union(held.leftOut()), staged.blocks());
    Optional<RowFiles> rows =
        request.rows().map(format -> new RowFiles(storage, format, folder.attempt()));
    ledger = ledger.with(rows.map(files -> files.write(session, answered)));
    labelled.publish(folder.labelled());
    Set<String> logged = ledger.days().stream().map(Day::day).collect(Collectors.toSet());
    rows.ifPresent(files -> files.publish(folder.rows(), logged));
    quarantine.publish(folder.quarantine());
    storage.write(folder.ledger(), ledger.toJson());
    storage.delete(folder.attempt());
    return ledger;
  }

  /** The rule of a run's labels; empty where the run is gone, or of an earlier version. */
  private Optional<LabelRule> rule(String runId) {
    return RunFolder.isName(runId)
        ? LabelRule.find(storage, request.folder().run(runId))
        : Optional.empty();
  }

  private Dataset<Row> read() {
    LogFiles logs = new LogFiles(session, storage);
    FeedbackFolder folder = request.folder();
    return logs.read(LogOrigin.PREDICTIONS, logs.in(folder.predictions()), UNIT)
        .union(logs.read(LogOrigin.ASKED, logs.in(folder.asked()), UNIT))
        .union(logs.read(LogOrigin.FEEDBACK, logs.in(folder.feedback()), UNIT))
        .union(new GivenFiles(session, storage, "--labels", "label").read(request.labels()));
  }

  /** Predictions with the label that counts and their state. */
  private Dataset<Row> joined(StagedLines staged, HeldLabels held, long asOf) {
    Dataset<Row> labels =
        held.of(HeldLabels.JOINED)
            .select(
                col("prediction").as("labelled_id"),
                col("label").as("said"),
                col("micros").as("said_micros"));
    Column end = col("micros").plus(request.window().micros());
    return staged
        .answers()
        .filter(col("kind").equalTo(Kind.PREDICTION.name()))
        .join(labels, col("prediction").equalTo(col("labelled_id")), "left")
        .withColumn(
            "state",
            when(col("said").isNotNull(), "labelled")
                .when(end.lt(asOf), "expired")
                .otherwise("waiting"))
        .withColumn("late", col("said_micros").gt(end))
        .withColumn("day", date_format(timestamp_micros(col("micros")), "yyyy-MM-dd"))
        .select(
            "day",
            "prediction",
            "micros",
            "run",
            "arm",
            "value",
            "answer",
            "inputs",
            "picked",
            "weight",
            "said",
            "said_micros",
            "late",
            "state");
  }

  private FeedbackLedger ledger(
      StagedLines staged, OptionalLong asOf, Dataset<Row> joined, HeldLabels held) {
    Map<Kind, Long> read = staged.counts();
    long lists = staged.answers().filter(col("kind").equalTo(Kind.LIST.name())).count();
    long asked = staged.askedAgain();
    List<Day> days = days(joined);
    Predictions all = total(days);
    long answers = read.get(Kind.PREDICTION) + read.get(Kind.LIST);
    return new FeedbackLedger(
        request.job(),
        request.window().text(),
        asOf.isPresent()
            ? Optional.of(Instant.EPOCH.plus(asOf.getAsLong(), ChronoUnit.MICROS).toString())
            : Optional.empty(),
        new Lines(
            read.values().stream().mapToLong(Long::longValue).sum(),
            all.all(),
            lists,
            answers - all.all() - lists - asked,
            asked,
            read.get(Kind.SHADOW),
            read.get(Kind.LABEL),
            read.get(Kind.EVENT),
            read.get(Kind.BROKEN)),
        all,
        held.counts(joined.filter(col("late").and(col("state").equalTo("labelled"))).count()),
        days,
        Optional.empty());
  }

  private static Column number(Column holds) {
    return count(when(holds, lit(1)));
  }

  private static List<Day> days(Dataset<Row> joined) {
    Column state = col("state");
    List<Day> days = new ArrayList<>();
    for (Row row :
        joined
            .groupBy("day")
            .agg(
                count(lit(1)),
                number(state.equalTo("labelled")),
                number(state.equalTo("waiting")),
                number(state.equalTo("expired")))
            .orderBy("day")
            .collectAsList()) {
      days.add(
          new Day(
              row.getString(0),
              new Predictions(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))));
    }
    return days;
  }

  private static Predictions total(List<Day> days) {
    Predictions total = new Predictions(0, 0, 0, 0);
    for (Day day : days) {
      Predictions more = day.predictions();
      total =
          new Predictions(
              total.all() + more.all(),
              total.labelled() + more.labelled(),
              total.waiting() + more.waiting(),
              total.expired() + more.expired());
    }
    return total;
  }
}
