package io.valora.monitoring.verdicts;

import io.valora.base.Figure;
import io.valora.model.reference.AnswerCells;
import io.valora.model.reference.Measure;
import io.valora.monitoring.drift.Visibility;
import io.valora.monitoring.verdicts.ColumnVerdict.Change;
import io.valora.monitoring.verdicts.ColumnVerdict.Drift;
import java.util.Locale;
import java.util.Optional;

/** Sentences on a column: what changed and what to do, or what the day could have seen. */
final class DriftWords {
  private DriftWords() {}

  static String sentence(MonitoredColumn column, long rows, Drift drift, Change change) {
    String numbers =
        drift.isAlarm() && drift.isOfOneCell()
            ? "a rise by %s, limit %s"
                .formatted(percent(drift.rise().excess()), percent(drift.rise().limit()))
            : "stability index %s, limit %s"
                .formatted(Figure.of(drift.index()), Figure.of(drift.limit()));
    return drift.isAlarm()
        ? alarm(column, rows, change, numbers)
        : "%s: quiet (%s). %s"
            .formatted(column.label(), numbers, couldSee(column, rows, drift.visible()));
  }

  private static String alarm(MonitoredColumn column, long rows, Change change, String numbers) {
    return "%s: %s of %,d rows %s, %s in training%s%s (%s). %s"
        .formatted(
            column.label(),
            percent(change.share()),
            rows,
            change.where(),
            percent(change.before()),
            change.worst().map(worst -> "; the farthest value is " + worst).orElse(""),
            example(change.example()),
            numbers,
            remedy(column, change));
  }

  private static String example(Optional<String> example) {
    return example.map(text -> "; for example ‘%s’".formatted(text)).orElse("");
  }

  private static String remedy(MonitoredColumn column, Change change) {
    if (change.where().equals("have no value") && change.share() > change.before()) {
      return "Look at where the column comes from: it used to be filled.";
    }
    if (column.role() == MonitoredColumn.Role.LISTS) {
      return "Look at whether lists became narrower or lost items that are asked for; compare with"
          + " the goal before retraining.";
    }
    if (column.role() == MonitoredColumn.Role.ANSWER) {
      return "Look at the inputs that changed; label some of these rows to see whether the answers"
          + " are still right.";
    }
    return switch (column.measure()) {
      case VALUE ->
          "Look at the column's source and unit; if the values are right, retrain with rows like"
              + " these.";
      case CATEGORY ->
          "Look at how the values are written; if they are right, retrain with rows like these.";
      case CHARACTERS, TERMS ->
          "Look at whether texts are cut or come from elsewhere; if they are right, retrain with"
              + " rows like these.";
      case KNOWN_TERMS ->
          "Look at the language and the spelling; where words are new, retrain with such texts so"
              + " that they are known.";
      case KNOWN, POPULARITY -> ids(column, change);
    };
  }

  private static String ids(MonitoredColumn column, Change change) {
    if (change.where().contains(AnswerCells.UNKNOWN)) {
      return "Look at how ids are written; if they are new, retrain with their ratings: until then"
          + " they get answers without a history.";
    }
    return column.measure() == Measure.KNOWN
        ? "Look at where the rows come from: few are of new ids, as if training's own were asked"
            + " again."
        : "Look at what is shown more than before; if it stays so, retrain with rows like these.";
  }

  /** What so many rows could have seen. */
  static String couldSee(MonitoredColumn column, long rows, Visibility visible) {
    boolean shift = Double.isFinite(visible.shift());
    boolean share = Double.isFinite(visible.share());
    if (!shift && !share) {
      return "With %,d rows no change could have been seen.".formatted(rows);
    }
    String shifted =
        "a shift of %s standard deviations"
            .formatted(String.format(Locale.ROOT, "%.2f", visible.shift()));
    String turned =
        "%s of the rows turned into %s value"
            .formatted(percent(visible.share()), column.isOrdered() ? "one" : "the rarest");
    return "With %,d rows %s would have been needed to be seen on four days of five."
        .formatted(rows, shift && share ? shifted + " or " + turned : shift ? shifted : turned);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
