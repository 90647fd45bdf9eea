package io.valora.report;

import io.valora.base.Figure;
import io.valora.evaluation.Interval;
import io.valora.evaluation.PairedMetrics;
import io.valora.registry.compare.MetricDifference;
import io.valora.registry.compare.RunComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Test metrics of two runs in texts, with the interval of each difference where there is one.
 *
 * @param rows each as long as the header
 * @param notes sentences about the comparison
 */
public record MetricTable(List<String> header, List<List<String>> rows, List<String> notes) {
  public MetricTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  public static MetricTable of(RunComparison comparison) {
    boolean comparable = comparison.incomparable().isEmpty();
    List<String> header =
        new ArrayList<>(
            List.of(
                "test metric",
                comparison.first().folder().runId(),
                comparison.second().folder().runId()));
    if (comparable) {
      header.addAll(List.of("difference", "95 % interval", ""));
    }
    return new MetricTable(
        header,
        comparison.metrics().stream().map(metric -> row(metric, comparable)).toList(),
        notes(comparison));
  }

  private static List<String> row(MetricDifference metric, boolean comparable) {
    List<String> row = new ArrayList<>(List.of(metric.name()));
    row.add(figure(metric.first(), metric));
    row.add(figure(metric.second(), metric));
    if (comparable) {
      row.add(signed(figure(metric.second() - metric.first(), metric)));
      row.add(metric.paired().map(MetricTable::interval).orElse(""));
      row.add(metric.paired().map(MetricTable::verdict).orElse(""));
    }
    return row;
  }

  private static List<String> notes(RunComparison comparison) {
    List<String> notes = new ArrayList<>();
    comparison.incomparable().ifPresent(why -> notes.add("Not comparable: " + why + "."));
    Optional<PairedMetrics> paired =
        comparison.metrics().stream().flatMap(metric -> metric.paired().stream()).findFirst();
    paired.ifPresent(
        one ->
            notes.add(
                String.format(
                    Locale.ROOT,
                    "Intervals: mean ± 1.96 standard errors of the difference row by row, on %,d common rows.",
                    one.rows())));
    comparison.unpaired().ifPresent(why -> notes.add("No intervals: " + why + "."));
    return notes;
  }

  private static String interval(PairedMetrics paired) {
    Interval interval = paired.difference95();
    return "%s to %s"
        .formatted(signed(Figure.of(interval.low())), signed(Figure.of(interval.high())));
  }

  private static String verdict(PairedMetrics paired) {
    Interval interval = paired.difference95();
    return interval.low() > 0 || interval.high() < 0 ? "differs" : "no difference seen";
  }

  /** Of counts without decimals. */
  private static String figure(double value, MetricDifference metric) {
    boolean counts = metric.first() == Math.rint(metric.first()) && Math.abs(metric.first()) > 1;
    return counts && value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Figure.of(value);
  }

  private static String signed(String figure) {
    return figure.startsWith("-") ? figure : "+" + figure;
  }
}
