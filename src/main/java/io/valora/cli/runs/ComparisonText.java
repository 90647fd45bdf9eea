package io.valora.cli.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.evaluation.Interval;
import io.valora.registry.StoredRun;
import io.valora.registry.compare.ComparedRuns;
import io.valora.registry.compare.MetricDifference;
import io.valora.registry.compare.RunComparison;
import io.valora.report.MetricTable;
import io.valora.storage.Storage;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** Runs compared with the first of them. */
public final class ComparisonText {
  private final Storage storage;
  private final ComparedRuns compared;

  public ComparisonText(Storage storage, ComparedRuns compared) {
    this.storage = storage;
    this.compared = compared;
  }

  /** Settings that differ, metrics with intervals, curves. */
  public void print(PrintStream out, Ansi ansi) {
    printSettings(out, ansi);
    for (RunComparison comparison : compared.comparisons()) {
      out.println();
      print(MetricTable.of(comparison), out, ansi);
    }
    out.println();
    for (StoredRun run : compared.runs()) {
      RunDetails.curve(storage, run)
          .ifPresent(curve -> out.println("%-24s %s".formatted(name(run), curve)));
    }
  }

  private void printSettings(PrintStream out, Ansi ansi) {
    Map<String, List<String>> settings = compared.settings();
    if (settings.isEmpty()) {
      out.println("No setting differs.");
      return;
    }
    List<String> header = new ArrayList<>(List.of("setting"));
    header.addAll(compared.names());
    TextTable table = new TextTable(header);
    settings.forEach(
        (key, values) -> {
          List<String> row = new ArrayList<>(List.of(key));
          row.addAll(values);
          table.add(row);
        });
    table.print(out, ansi);
  }

  private static void print(MetricTable metrics, PrintStream out, Ansi ansi) {
    if (!metrics.rows().isEmpty()) {
      TextTable table = new TextTable(metrics.header());
      metrics.rows().forEach(table::add);
      table.print(out, ansi);
    }
    metrics.notes().forEach(out::println);
  }

  private static String name(StoredRun run) {
    return run.folder().runId();
  }

  /** The same as one JSON object. */
  public void printJson(PrintStream out) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode names = json.putArray("runs");
    compared
        .runs()
        .forEach(run -> names.addObject().put("job", run.folder().job()).put("run-id", name(run)));
    ObjectNode settings = json.putObject("settings");
    compared
        .settings()
        .forEach((key, values) -> values.forEach(settings.withArray("/" + key)::add));
    compared.comparisons().forEach(one -> write(one, json.withArray("comparisons").addObject()));
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
