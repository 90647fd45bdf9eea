package io.valora.feedback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.json.CheckedNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Ledger of a join, {@code feedback.json}; {@code src/docs/feedback.md} describes the file.
 *
 * @param asOf the newest time that the service wrote; empty where it wrote nothing
 * @param rows to train on, where they were asked for
 */
public record FeedbackLedger(
    String job,
    String window,
    Optional<String> asOf,
    Lines lines,
    Predictions predictions,
    Labels labels,
    List<Day> days,
    Optional<Rows> rows) {
  private static final int FORMAT_VERSION = 1;

  /**
   * Lines that were read.
   *
   * @param lists answers that are lists of items, which take events
   * @param repeated answers whose id was read before
   * @param asked rows that people were asked to label, and whose answers were read elsewhere
   * @param shadow answers of a challenger
   */
  public record Lines(
      long read,
      long predictions,
      long lists,
      long repeated,
      long asked,
      long shadow,
      long labels,
      long events,
      long broken) {}

  /** Predictions by what became of them. */
  public record Predictions(long all, long labelled, long waiting, long expired) {}

  /**
   * Labels by what became of them.
   *
   * @param duplicate of a prediction that has a later label
   * @param unknown whose prediction isn't in the log
   * @param invalid that are no class or number of the model
   * @param conflicting duplicates that say something else than the label that counts
   * @param late joined ones that came after the window
   */
  public record Labels(
      long all,
      long joined,
      long duplicate,
      long unknown,
      long invalid,
      long conflicting,
      long late) {}

  /**
   * Predictions of a day.
   *
   * @param day such as {@code 2026-01-31}, in UTC
   */
  public record Day(String day, Predictions predictions) {}

  /**
   * Labelled predictions by whether they are written as rows to train on.
   *
   * @param picks that were asked for
   * @param forEvaluation picked at random by {@code valora label}
   * @param withoutInputs of which the service logged no inputs
   * @param unreadable that the job's files couldn't hold
   */
  public record Rows(
      String picks,
      long labelled,
      long written,
      long forEvaluation,
      long withoutInputs,
      long unreadable) {
    private String sentence() {
      return String.format(
          Locale.ROOT,
          "%n%,d labelled = %,d rows + %,d for evaluation + %,d without inputs + %,d unreadable",
          labelled,
          written,
          forEvaluation,
          withoutInputs,
          unreadable);
    }
  }

  public FeedbackLedger {
    days = List.copyOf(days);
    require(
        "lines",
        lines.read,
        lines.predictions
            + lines.lists
            + lines.repeated
            + lines.asked
            + lines.shadow
            + lines.labels
            + lines.events
            + lines.broken);
    require("predictions read", lines.predictions, predictions.all);
    require(
        "predictions",
        predictions.all,
        predictions.labelled + predictions.waiting + predictions.expired);
    require("labels read", lines.labels, labels.all);
    require(
        "labels", labels.all, labels.joined + labels.duplicate + labels.unknown + labels.invalid);
    require("labelled predictions", predictions.labelled, labels.joined);
    require(
        "predictions by day",
        predictions.all,
        days.stream().mapToLong(day -> day.predictions.all).sum());
    rows.ifPresent(
        to -> {
          require("labelled predictions", predictions.labelled, to.labelled);
          require(
              "rows",
              to.labelled,
              to.written + to.forEvaluation + to.withoutInputs + to.unreadable);
        });
  }

  /** The same with the rows to train on. */
  FeedbackLedger with(Optional<Rows> written) {
    return new FeedbackLedger(job, window, asOf, lines, predictions, labels, days, written);
  }

  private static void require(String what, long all, long parts) {
    if (all != parts) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "account for the " + what,
          "%d were read, but the parts add up to %d".formatted(all, parts));
    }
  }

  /** What was read and what became of it. */
  public String sentences() {
    String broken =
        lines.broken == 0
            ? ""
            : String.format(
                Locale.ROOT, "%n%,d of %,d lines can't be read", lines.broken, lines.read);
    return String.format(
        Locale.ROOT,
        "%,d predictions = %,d labelled + %,d waiting + %,d expired%n"
            + "%,d labels = %,d joined + %,d duplicate + %,d unknown + %,d invalid%s%s",
        predictions.all,
        predictions.labelled,
        predictions.waiting,
        predictions.expired,
        labels.all,
        labels.joined,
        labels.duplicate,
        labels.unknown,
        labels.invalid,
        rows.map(Rows::sentence).orElse(""),
        broken);
  }

  /** Whether there are lines in the quarantine. */
  public boolean hasQuarantine() {
    return lines.broken + labels.unknown + labels.invalid > 0;
  }

  /** Indented JSON that ends with a line feed. */
  public String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format-version", FORMAT_VERSION).put("job", job).put("window", window);
    json.put("as-of", asOf.orElse(null));
    json.putObject("lines")
        .put("read", lines.read)
        .put("predictions", lines.predictions)
        .put("lists", lines.lists)
        .put("repeated", lines.repeated)
        .put("asked", lines.asked)
        .put("shadow", lines.shadow)
        .put("labels", lines.labels)
        .put("events", lines.events)
        .put("broken", lines.broken);
    put(json.putObject("predictions"), predictions);
    json.putObject("labels")
        .put("all", labels.all)
        .put("joined", labels.joined)
        .put("duplicate", labels.duplicate)
        .put("unknown", labels.unknown)
        .put("invalid", labels.invalid)
        .put("conflicting", labels.conflicting)
        .put("late", labels.late);
    json.putArray("days");
    for (Day day : days) {
      put(json.withArray("days").addObject().put("day", day.day), day.predictions);
    }
    rows.ifPresent(
        to ->
            json.putObject("rows")
                .put("picks", to.picks)
                .put("labelled", to.labelled)
                .put("written", to.written)
                .put("for-evaluation", to.forEvaluation)
                .put("without-inputs", to.withoutInputs)
                .put("unreadable", to.unreadable));
    return json.toPrettyString().replace("\r", "") + "\n";
  }

  private static void put(ObjectNode json, Predictions counts) {
    json.put("all", counts.all)
        .put("labelled", counts.labelled)
        .put("waiting", counts.waiting)
        .put("expired", counts.expired);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws JobException {@code Cannot read <document>: …}, naming the key
   */
  public static FeedbackLedger fromJson(String document, String text) {
    CheckedNode json = CheckedNode.parse(document, text).requireFormatVersion(FORMAT_VERSION);
    CheckedNode lines = json.object("lines");
    CheckedNode labels = json.object("labels");
    return new FeedbackLedger(
        json.text("job"),
        json.text("window"),
        json.optional("as-of").map(CheckedNode::requireText),
        new Lines(
            lines.count("read"),
            lines.count("predictions"),
            lines.count("lists"),
            lines.count("repeated"),
            added(lines, "asked"),
            lines.count("shadow"),
            lines.count("labels"),
            lines.count("events"),
            lines.count("broken")),
        predictions(json.object("predictions")),
        new Labels(
            labels.count("all"),
            labels.count("joined"),
            labels.count("duplicate"),
            labels.count("unknown"),
            added(labels, "invalid"),
            labels.count("conflicting"),
            labels.count("late")),
        json.list("days", day -> new Day(day.text("day"), predictions(day))),
        json.optional("rows").map(FeedbackLedger::rows));
  }

  private static Rows rows(CheckedNode rows) {
    return new Rows(
        rows.text("picks"),
        rows.count("labelled"),
        rows.count("written"),
        rows.count("for-evaluation"),
        rows.count("without-inputs"),
        rows.count("unreadable"));
  }

  /** A count that ledgers of earlier versions lack. */
  private static long added(CheckedNode counts, String key) {
    return counts.optional(key).map(CheckedNode::requireCount).orElse(0L);
  }

  private static Predictions predictions(CheckedNode counts) {
    return new Predictions(
        counts.count("all"),
        counts.count("labelled"),
        counts.count("waiting"),
        counts.count("expired"));
  }
}
