package io.valora.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.valora.lineage.FinishedStage;
import io.valora.lineage.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Metrics of a run as MLflow's: those of each epoch with the epoch as step, and the numbers of the
 * evaluation. Their times are of the run, so that the same metrics are the same entries.
 */
final class RunMetrics {
  /** Part of a run's metrics that holds no measures. */
  private static final String EXAMPLE = "example";

  private final RunRecord record;
  private final List<ObjectNode> all = new ArrayList<>();

  private RunMetrics(RunRecord record) {
    this.record = record;
  }

  /**
   * @param history {@code history.csv}, where the run has one
   */
  static List<ObjectNode> of(RunRecord record, Optional<String> history) {
    RunMetrics metrics = new RunMetrics(record);
    history.ifPresent(metrics::addEpochs);
    metrics.addEvaluation();
    return metrics.all;
  }

  private void addEpochs(String history) {
    String monitored =
        record.origin().config().at("/training/early-stopping/metric").asText("metric");
    Optional<FinishedStage> train = record.progress().done("train");
    double time =
        finished("train").toEpochMilli() - 1_000 * train.map(FinishedStage::seconds).orElse(0.0);
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();
    try (CSVParser lines = CSVParser.parse(history, format)) {
      for (CSVRecord line : lines) {
        time += 1_000 * Double.parseDouble(line.get("seconds"));
        long step = Long.parseLong(line.get("epoch"));
        for (String column : List.of("train", "validation")) {
          add(column + ".loss", line.get(column + "-loss"), (long) time, step);
          add(column + "." + monitored, line.get(column + "-metric"), (long) time, step);
        }
        add("epoch.seconds", line.get("seconds"), (long) time, step);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addEvaluation() {
    long time = finished("evaluate").toEpochMilli();
    JsonNode metrics = record.metrics();
    metrics
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!key.equals(EXAMPLE)) {
                add(key, metrics.get(key), time);
              }
            });
  }

  private void add(String key, JsonNode value, long time) {
    if (value.isNumber()) {
      add(key, value.asText(), time, 0);
    } else if (value.isObject()) {
      value.fieldNames().forEachRemaining(name -> add(key + "." + name, value.get(name), time));
    } else if (value.isArray() && value.path(0).isNumber()) {
      for (int i = 0; i < value.size(); i++) {
        add(key + "." + i, value.get(i), time);
      }
    }
  }

  private void add(String key, String number, long time, long step) {
    double value = number.isEmpty() ? Double.NaN : Double.parseDouble(number);
    if (Double.isNaN(value)) {
      return; // undefined: a chart has a gap there
    }
    ObjectNode metric = JsonNodeFactory.instance.objectNode().put("key", MirroredRun.named(key));
    if (Double.isInfinite(value)) {
      metric.put("value", number);
    } else {
      metric.put("value", value);
    }
    all.add(metric.put("timestamp", time).put("step", step));
  }

  private Instant finished(String stage) {
    return record
        .progress()
        .done(stage)
        .map(FinishedStage::finished)
        .orElse(record.progress().updated());
  }
}
