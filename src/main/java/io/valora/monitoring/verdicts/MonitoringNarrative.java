package io.valora.monitoring.verdicts;

import io.valora.monitoring.drift.BinShares;
import io.valora.report.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Words and tables of the page. */
public record MonitoringNarrative(MonitoringReport report) {
  private static final int SHOWN_ALARMS = 5;

  /**
   * Shares of rows by cell, of training and of the day that is farthest from it.
   *
   * @param names of the cells
   */
  public record Bars(List<String> names, List<Double> training, List<Double> day) {}

  /** The first sentence. */
  public String lead() {
    List<DayVerdict> alarms = report.alarms();
    long rows = report.days().stream().mapToLong(DayVerdict::rows).sum();
    String of = "%s of %s".formatted(Figures.counted(rows, "row"), days(report.days().size()));
    if (alarms.isEmpty()) {
      return "Quiet: in %s nothing differs from training by more than chance and the floor."
          .formatted(of);
    }
    return report.days().size() == 1
        ? "Alarm: %s differ from training.".formatted(Figures.counted(rows, "row"))
        : "Alarm on %s of %s; the newest on %s."
            .formatted(
                days(alarms.size()),
                Figures.count(report.days().size()),
                alarms.get(alarms.size() - 1).day());
  }

  private static String days(int days) {
    return days == 1 ? "one day" : Figures.count(days) + " days";
  }

  /** The newest days with an alarm, the newest first. */
  public List<DayVerdict> newestAlarms() {
    List<DayVerdict> newest = new ArrayList<>(report.alarms());
    Collections.reverse(newest);
    return newest.subList(0, Math.min(SHOWN_ALARMS, newest.size()));
  }

  /** What the rule promises. */
  public String rule() {
    return "A column is an alarm when its stability index is above a limit that depends on the number of rows: of all %s things looked at together, %s of quiet days alarm. Differences with an index up to %s are never an alarm, however certain."
        .formatted(
            Figures.count(report.looked()),
            Figures.percent(report.rule().falseAlarms()),
            MonitoredColumn.shown(report.rule().floor()));
  }

  /** What became of rows and labels that aren't counted on a day. */
  public List<String> ledger() {
    LedgerWords words = new LedgerWords(report.rows());
    return Stream.of(
            words.leftOut().map(line -> "Left out: " + line + "."),
            words.labels().map(line -> "Labels: " + line + "."))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The newest day. */
  public DayVerdict newest() {
    return report.days().get(report.days().size() - 1);
  }

  /** Whether there is any figure of quality. */
  public boolean hasQuality() {
    return newest().quality().isPresent();
  }

  /** The day on which a column is farthest from training, by its limit; the newest of equals. */
  public DayVerdict farthest(int column) {
    DayVerdict farthest = newest();
    for (DayVerdict day : report.days()) {
      farthest = ratio(day, column) > ratio(farthest, column) ? day : farthest;
    }
    return farthest;
  }

  private static double ratio(DayVerdict day, int column) {
    return day.columns().get(column).drift().map(ColumnVerdict.Drift::ratio).orElse(-1.0);
  }

  /** The verdict on a column on its farthest day. */
  public ColumnVerdict verdict(int column) {
    return farthest(column).columns().get(column);
  }

  /** How far numbers moved, an effect size beside the verdict; empty for what has no order. */
  public Optional<String> distance(int column) {
    return verdict(column)
        .drift()
        .map(ColumnVerdict.Drift::distance)
        .filter(Double::isFinite)
        .map(
            distance ->
                "Kolmogorov-Smirnov statistic of the bins, an effect size and no alarm of its own: %s."
                    .formatted(MonitoredColumn.shown(distance)));
  }

  /** A column's histograms. */
  public Bars bars(int column) {
    MonitoredColumn of = report.columns().get(column);
    BinShares shares = BinShares.of(of.reference(), verdict(column).rows());
    List<String> names = new ArrayList<>();
    List<Double> training = new ArrayList<>();
    List<Double> day = new ArrayList<>();
    for (int cell = 0; cell < shares.day().size(); cell++) {
      if (shares.reference().get(cell) > 0 || shares.day().get(cell) > 0) {
        names.add(of.name(cell));
        training.add(share(shares.reference().get(cell), shares.referenceRows()));
        day.add(share(shares.day().get(cell), shares.dayRows()));
      }
    }
    return new Bars(names, training, day);
  }

  private static double share(long rows, long all) {
    return all == 0 ? 0 : (double) rows / all;
  }

  /** A share with one decimal. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  /** The worst column of a day by its limit. */
  public static String worst(DayVerdict day) {
    return day.columns().stream()
        .filter(column -> column.drift().isPresent())
        .max(Comparator.comparingDouble(column -> column.drift().get().ratio()))
        .map(
            column ->
                "%s, %s of its limit"
                    .formatted(
                        column.column().label(), Figures.percent(column.drift().get().ratio())))
        .orElse("–");
  }

  /** A figure of quality, or a dash. */
  public static String figure(DayVerdict day, boolean labeled) {
    return day.quality()
        .flatMap(quality -> labeled ? quality.labeled() : Optional.of(quality.estimated()))
        .map(one -> Figures.measuredOrNone(one.value()))
        .orElse("–");
  }
}
