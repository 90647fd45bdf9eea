package io.valora.cli.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.EnumNames;
import io.valora.base.Figure;
import io.valora.base.JobException;
import io.valora.config.Suggestions;
import io.valora.job.Task;
import io.valora.registry.RunCondition;
import io.valora.registry.StoredRun;
import io.valora.registry.StoredRuns;
import io.valora.storage.RunFolder;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Help.Ansi;

/** The runs of one job or of all, as a table or as JSON lines. */
public final class RunList {
  /** A run with what is asked of it more than once. */
  private record Line(StoredRun run, Map<String, String> values, List<String> aliases) {}

  private final StoredRuns runs;
  private final List<Task> tasks;

  public RunList(StoredRuns runs, List<Task> tasks) {
    this.runs = runs;
    this.tasks = List.copyOf(tasks);
  }

  /**
   * @throws JobException when the job has no runs, or a condition or a key isn't of any run
   */
  public void print(RunListOptions options, PrintStream out, Ansi ansi) {
    options.job().ifPresent(job -> RunFolder.requireName("JOB", job));
    List<RunCondition> conditions = options.conditions();
    List<Line> all = lines(options);
    Set<String> keys = new LinkedHashSet<>();
    conditions.forEach(condition -> keys.add(condition.key()));
    conditions.forEach(condition -> requireKnown("--where", condition.key(), all));
    options.key().ifPresent(key -> requireKnown("--sort", key, all));
    options.key().ifPresent(keys::add);
    List<Line> chosen = new ArrayList<>(all);
    chosen.removeIf(
        line -> !conditions.stream().allMatch(condition -> condition.holds(line.values)));
    chosen.sort(order(options));
    if (options.isJson()) {
      chosen.forEach(line -> out.println(json(line)));
    } else if (chosen.isEmpty()) {
      out.println(all.isEmpty() ? "No runs under " + runs.root() : "No run fulfills --where");
    } else {
      table(chosen, keys, options.job().isEmpty()).print(out, ansi);
    }
  }

  private List<Line> lines(RunListOptions options) {
    List<String> jobs = options.job().map(List::of).orElseGet(runs::jobs);
    boolean asked = options.key().isPresent() || !options.conditions().isEmpty();
    List<Line> lines = new ArrayList<>();
    for (String job : jobs) {
      List<StoredRun> ofJob = runs.of(job);
      Map<String, List<String>> aliases = ofJob.isEmpty() ? Map.of() : runs.aliases(job);
      for (StoredRun run : ofJob) {
        lines.add(
            new Line(
                run,
                asked ? run.values() : Map.of(),
                aliases.getOrDefault(run.folder().runId(), List.of())));
      }
    }
    if (lines.isEmpty() && options.job().isPresent()) {
      throw JobException.invalid(
          "JOB",
          options.job().get(),
          "must be a job with runs under %s%s"
              .formatted(runs.root(), Suggestions.hint(options.job().get(), runs.jobs())));
    }
    return lines;
  }

  private static void requireKnown(String option, String key, List<Line> lines) {
    if (lines.isEmpty() || lines.stream().anyMatch(line -> line.values.containsKey(key))) {
      return;
    }
    Set<String> known = new TreeSet<>();
    lines.forEach(line -> known.addAll(line.values.keySet()));
    throw JobException.invalid(
        option, key, "must be a key of run.json" + Suggestions.hint(key, known));
  }

  private static Comparator<Line> order(RunListOptions options) {
    Comparator<Line> newest =
        Comparator.comparing((Line line) -> line.run.created())
            .thenComparing(line -> line.run.folder().uri())
            .reversed();
    Comparator<Line> order =
        options
            .key()
            .map(
                key ->
                    RunCondition.order((Line line) -> line.values.get(key)).thenComparing(newest))
            .orElse(newest);
    return options.isReversed() ? order.reversed() : order;
  }

  private TextTable table(List<Line> lines, Set<String> keys, boolean ofAllJobs) {
    List<String> header = new ArrayList<>(List.of("run"));
    if (ofAllJobs) {
      header.add("job");
    }
    header.addAll(List.of("status", "created", "seconds", "test"));
    header.addAll(keys);
    header.add("aliases");
    TextTable table = new TextTable(header);
    for (Line line : lines) {
      List<String> row = new ArrayList<>(List.of(line.run.folder().runId()));
      if (ofAllJobs) {
        row.add(line.run.folder().job());
      }
      row.add(status(line.run));
      row.add(minute(line.run.created()));
      row.add(String.format(Locale.ROOT, "%.0f", line.run.seconds()));
      row.add(test(line.run));
      keys.forEach(key -> row.add(line.values.getOrDefault(key, "")));
      row.add(String.join(",", line.aliases));
      table.add(row);
    }
    return table;
  }

  static String status(StoredRun run) {
    return run.status().map(EnumNames::nameOf).orElse("unreadable");
  }

  static String minute(Instant time) {
    return time.equals(Instant.MIN)
        ? ""
        : time.truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
  }

  /** The metric that orders the models of the run's task. */
  private String test(StoredRun run) {
    String name = run.json().at("/config/task").asText();
    return tasks.stream()
        .filter(task -> task.name().equals(name))
        .map(task -> task.testSummary().metric())
        .filter(metric -> run.json().at("/metrics/test/" + metric).isNumber())
        .findFirst()
        .map(
            metric ->
                "%s %s"
                    .formatted(
                        metric, Figure.of(run.json().at("/metrics/test/" + metric).asDouble())))
        .orElse("");
  }

  private static ObjectNode json(Line line) {
    ObjectNode json = line.run.json().deepCopy();
    json.remove(List.of("config", "environment", "format-version"));
    ObjectNode out = json.objectNode();
    out.put("job", line.run.folder().job()).put("run-id", line.run.folder().runId());
    out.put("status", status(line.run));
    line.aliases.forEach(out.putArray("aliases")::add);
    json.fields()
        .forEachRemaining(
            field -> {
              if (!out.has(field.getKey())) {
                out.set(field.getKey(), field.getValue());
              }
            });
    return out;
  }
}
