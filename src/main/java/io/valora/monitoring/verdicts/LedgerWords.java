package io.valora.monitoring.verdicts;

import io.valora.monitoring.MonitoredRows;
import io.valora.monitoring.states.Fate;
import io.valora.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sentences on what became of rows, lines and labels. */
public record LedgerWords(MonitoredRows rows) {
  /** Rows that were counted, and lists. */
  public String counted() {
    long lists = rows.state().rows(Fate.LIST);
    long explored = rows.state().rows(Fate.EXPLORED);
    String counted = Figures.count(rows.state().rows(Fate.COUNTED));
    return lists == 0
        ? counted
        : "%s, and %s%s"
            .formatted(
                counted,
                Figures.counted(lists, "list"),
                explored == 0 ? "" : " with " + Figures.counted(explored, "explored item"));
  }

  /** What was left out, by reason; empty where everything was counted. */
  public Optional<String> leftOut() {
    List<String> reasons = new ArrayList<>();
    add(reasons, rows.quarantined(), "in the quarantine");
    add(reasons, rows.dropped(), "dropped as the job says");
    add(reasons, Fate.WITHOUT_DAY, "without a day");
    add(reasons, Fate.BROKEN, "can't be read");
    add(reasons, Fate.OTHER_RUN, "of other runs");
    add(reasons, Fate.SHADOW, "of a challenger");
    add(reasons, Fate.REPEATED, "logged before");
    add(reasons, Fate.UNTYPED, "with an input that is no value");
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s of %s read: %s"
                .formatted(
                    Figures.count(
                        rows.read()
                            - rows.state().rows(Fate.COUNTED)
                            - rows.state().rows(Fate.LIST)
                            - rows.state().rows(Fate.EXPLORED)),
                    Figures.count(rows.read()),
                    String.join(", ", reasons)));
  }

  /** What became of labels, and where they came from; empty without any. */
  public Optional<String> labels() {
    long service = rows.state().rows(Fate.LABEL_FROM_SERVICE);
    long files = rows.state().rows(Fate.LABEL_FROM_FILES);
    long broken = rows.state().rows(Fate.LABEL_BROKEN);
    if (service + files + broken == 0) {
      return Optional.empty();
    }
    List<String> fates = new ArrayList<>();
    fates.add(Figures.count(rows.state().rows(Fate.LABEL_JOINED)) + " joined");
    add(fates, Fate.LABEL_REPLACED, "replaced by a later one");
    add(fates, Fate.LABEL_INVALID, "invalid");
    add(fates, Fate.LABEL_OTHER_RUN, "of other runs");
    add(fates, Fate.LABEL_UNKNOWN, "of unknown predictions");
    return Optional.of(
        "%s (%s from the service, %s from --labels) = %s%s"
            .formatted(
                Figures.count(service + files),
                Figures.count(service),
                Figures.count(files),
                String.join(" + ", fates),
                broken == 0
                    ? ""
                    : "; %s can't be read".formatted(Figures.counted(broken, "line"))));
  }

  private void add(List<String> parts, Fate fate, String words) {
    add(parts, rows.state().rows(fate), words);
  }

  private static void add(List<String> parts, long rows, String words) {
    if (rows > 0) {
      parts.add("%s %s".formatted(Figures.count(rows), words));
    }
  }
}
