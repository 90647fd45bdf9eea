package io.valora.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.base.Figure;
import io.valora.config.DottedKeys;
import io.valora.job.TrainingHistory;
import io.valora.registry.StoredRun;
import io.valora.storage.Storage;
import io.valora.training.EpochRecord;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/**
 * One run: its state, rows, metrics, learning curve and settings.
 *
 * @param aliases that name the run
 */
public record RunDetails(Storage storage, StoredRun run, List<String> aliases) {
  private static final String LEVELS = "▁▂▃▄▅▆▇█";
  private static final int COLUMNS = 60;

  /** Lines and sections. */
  public void print(PrintStream out, Ansi ansi) {
    JsonNode json = run.json();
    line(out, "Run", "%s of job %s".formatted(run.folder().runId(), run.folder().job()));
    String message = json.path("message").asText();
    line(out, "Status", RunList.status(run) + (message.isEmpty() ? "" : ": " + message));
    line(out, "Created", json.path("created").asText());
    line(out, "Stages", stages());
    line(out, "Aliases", String.join(", ", aliases));
    line(out, "Inputs", "%d".formatted(json.path("inputs").size()));
    line(out, "Code", json.at("/environment/valora").asText() + " " + commit());
    line(out, "Folder", run.folder().uri());
    curve(storage, run).ifPresent(curve -> line(out, "Validation", curve));
    for (JsonNode sentence : json.at("/metrics/verdict")) {
      line(out, "Verdict", sentence.asText());
    }
    section(out, ansi, "Rows", DottedKeys.of(json.path("ledger")));
    section(out, ansi, "Test metrics", DottedKeys.of(json.at("/metrics/test")));
    section(out, ansi, "Settings", DottedKeys.of(json.path("config")));
  }

  /** {@code run.json} with the aliases. */
  public void printJson(PrintStream out) {
    ObjectNode json = run.json().deepCopy();
    aliases.forEach(json.putArray("aliases")::add);
    out.println(json);
  }

  private String commit() {
    return run.json().at("/environment/commit").asText();
  }

  private String stages() {
    StringBuilder stages = new StringBuilder();
    for (JsonNode stage : run.json().path("stages")) {
      stages
          .append(stages.isEmpty() ? "" : ", ")
          .append(stage.path("name").asText())
          .append(String.format(Locale.ROOT, " %.1f s", stage.path("seconds").asDouble()));
    }
    return stages.toString();
  }

  /** The validation metric by epoch, and the epoch that was kept. */
  static Optional<String> curve(Storage storage, StoredRun run) {
    return history(storage, run).map(RunDetails::curve);
  }

  /** The learning curve of a run that was trained. */
  public static Optional<TrainingHistory> history(Storage storage, StoredRun run) {
    return storage
        .textOf(run.folder().history())
        .map(TrainingHistory::fromCsv)
        .filter(history -> !history.epochs().isEmpty());
  }

  private static String curve(TrainingHistory history) {
    List<EpochRecord> epochs = history.epochs();
    double[] values =
        epochs.stream()
            .mapToDouble(epoch -> epoch.validation().metric())
            .filter(Double::isFinite)
            .toArray();
    if (values.length == 0) {
      return "not measured";
    }
    double kept =
        epochs.stream()
            .filter(epoch -> epoch.epoch() == history.bestEpoch())
            .mapToDouble(epoch -> epoch.validation().metric())
            .findFirst()
            .orElse(Double.NaN);
    return "%s  kept epoch %d of %d: %s"
        .formatted(
            spark(values),
            history.bestEpoch(),
            epochs.get(epochs.size() - 1).epoch(),
            Figure.of(kept));
  }

  /** Highest and lowest value as the highest and lowest bar; long curves are thinned. */
  private static String spark(double[] values) {
    int columns = Math.min(COLUMNS, values.length);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    StringBuilder bars = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      double value = values[(int) ((long) column * values.length / columns)];
      double height = most > least ? (value - least) / (most - least) : 0;
      bars.append(LEVELS.charAt((int) Math.round(height * (LEVELS.length() - 1))));
    }
    return bars.toString();
  }

  private static void line(PrintStream out, String name, String text) {
    if (!text.isBlank()) {
      out.println("%-12s%s".formatted(name + ":", text));
    }
  }

  private static void section(PrintStream out, Ansi ansi, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      out.println();
      out.println(ansi.new Text("@|bold " + name + "|@"));
      values.forEach((key, value) -> out.println("  %-40s %s".formatted(key, value)));
    }
  }
}
