package io.valora.cli.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Figure;
import io.valora.config.DottedKeys;
import io.valora.evaluation.Interval;
import io.valora.evaluation.PairedMetrics;
import io.valora.registry.StoredRun;
import io.valora.registry.compare.MetricDifference;
import io.valora.registry.compare.RunComparison;
import io.valora.storage.Storage;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Help.Ansi;

/** Runs compared with the first of them. */
public final class ComparisonText {
  private final Storage storage;
  private final List<StoredRun> runs;
  private final List<RunComparison> comparisons;

  /**
   * @param runs at least two; the others are compared with the first
   */
  public ComparisonText(Storage storage, List<StoredRun> runs) {
    this.storage = storage;
    this.runs = List.copyOf(runs);
    StoredRun first = runs.get(0);
    this.comparisons =
        runs.stream().skip(1).map(run -> RunComparison.of(storage, first, run)).toList();
  }

  /** Settings that differ, metrics with intervals, curves. */
  public void print(PrintStream out, Ansi ansi) {
    printSettings(out, ansi);
    for (RunComparison comparison : comparisons) {
      out.println();
      print(comparison, out, ansi);
    }
    out.println();
    for (StoredRun run : runs) {
      RunDetails.curve(storage, run)
          .ifPresent(curve -> out.println("%-24s %s".formatted(name(run), curve)));
    }
  }

  private void printSettings(PrintStream out, Ansi ansi) {
    Map<String, List<String>> settings = settings();
    if (settings.isEmpty()) {
      out.println("No setting differs.");
      return;
    }
    List<String> header = new ArrayList<>(List.of("setting"));
    runs.forEach(run -> header.add(name(run)));
    TextTable table = new TextTable(header);
    settings.forEach(
        (key, values) -> {
          List<String> row = new ArrayList<>(List.of(key));
          row.addAll(values);
          table.add(row);
        });
    table.print(out, ansi);
  }

  /** The values of all runs by each key that differs in some; {@code -} where there is none. */
  private Map<String, List<String>> settings() {
    List<Map<String, String>> configs =
        runs.stream().map(run -> DottedKeys.of(run.json().path("config"))).toList();
    Map<String, List<String>> settings = new TreeMap<>();
    for (String key :
        new TreeSet<>(
            comparisons.stream()
                .map(RunComparison::settings)
                .flatMap(Collection::stream)
                .toList())) {
      settings.put(key, configs.stream().map(config -> config.getOrDefault(key, "-")).toList());
    }
    return settings;
  }

  private static void print(RunComparison comparison, PrintStream out, Ansi ansi) {
    boolean comparable = comparison.incomparable().isEmpty();
    comparison.incomparable().ifPresent(why -> out.println("Not comparable: " + why + "."));
    List<String> header = new ArrayList<>(List.of("test metric"));
    header.add(name(comparison.first()));
    header.add(name(comparison.second()));
    if (comparable) {
      header.addAll(List.of("difference", "95 % interval", ""));
    }
    TextTable table = new TextTable(header);
    for (MetricDifference metric : comparison.metrics()) {
      List<String> row = new ArrayList<>(List.of(metric.name()));
      row.add(figure(metric.first(), metric));
      row.add(figure(metric.second(), metric));
      if (comparable) {
        row.add(signed(metric.second() - metric.first(), metric));
        row.add(metric.paired().map(ComparisonText::interval).orElse(""));
        row.add(metric.paired().map(ComparisonText::verdict).orElse(""));
      }
      table.add(row);
    }
    if (!comparison.metrics().isEmpty()) {
      table.print(out, ansi);
    }
    comparison.metrics().stream()
        .flatMap(metric -> metric.paired().stream())
        .findFirst()
        .ifPresent(
            paired ->
                out.println(
                    String.format(
                        Locale.ROOT,
                        "Intervals: mean ± 1.96 standard errors of the difference row by row, on %,d common rows.",
                        paired.rows())));
    comparison.unpaired().ifPresent(why -> out.println("No intervals: " + why + "."));
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

  private static String signed(double value, MetricDifference metric) {
    return signed(figure(value, metric));
  }

  private static String signed(String figure) {
    return figure.startsWith("-") ? figure : "+" + figure;
  }

  private static String name(StoredRun run) {
    return run.folder().runId();
  }

  /** The same as one JSON object. */
  public void printJson(PrintStream out) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode names = json.putArray("runs");
    runs.forEach(run -> names.addObject().put("job", run.folder().job()).put("run-id", name(run)));
    ObjectNode settings = json.putObject("settings");
    settings().forEach((key, values) -> values.forEach(settings.withArray("/" + key)::add));
    comparisons.forEach(one -> write(one, json.withArray("comparisons").addObject()));
    out.println(json);
  }

  private static void write(RunComparison comparison, ObjectNode json) {
    json.put("first", name(comparison.first())).put("second", name(comparison.second()));
    json.put("comparable", comparison.incomparable().isEmpty());
    comparison.incomparable().or(comparison::unpaired).ifPresent(why -> json.put("reason", why));
    for (MetricDifference metric : comparison.metrics()) {
      ObjectNode out = json.withArray("metrics").addObject();
      out.put("name", metric.name()).put("first", metric.first()).put("second", metric.second());
      metric
          .paired()
          .ifPresent(
              paired -> {
                out.put("rows", paired.rows()).put("difference", paired.difference());
                out.put("standard-error", paired.standardError());
                Interval interval = paired.difference95();
                out.putArray("interval-95").add(interval.low()).add(interval.high());
              });
    }
  }
}
