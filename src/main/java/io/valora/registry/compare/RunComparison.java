package io.valora.registry.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.config.DottedKeys;
import io.valora.evaluation.PairedMetrics;
import io.valora.json.CheckedNode;
import io.valora.registry.StoredRun;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Comparison of a run with another one.
 *
 * @param incomparable why their metrics must not be compared; empty when they may
 * @param settings dotted keys of the job files' settings that differ
 * @param metrics test metrics that both have, in the order of the first
 * @param unpaired why no difference has an interval; empty when some have
 */
public record RunComparison(
    StoredRun first,
    StoredRun second,
    Optional<String> incomparable,
    List<String> settings,
    List<MetricDifference> metrics,
    Optional<String> unpaired) {
  static final String FINGERPRINT = "/split-fingerprint/test";
  private static final double HALF = 0.5;

  public RunComparison {
    settings = List.copyOf(settings);
    metrics = List.copyOf(metrics);
  }

  /** Compares the second run with the first. */
  public static RunComparison of(Storage storage, StoredRun first, StoredRun second) {
    Optional<String> incomparable = incomparable(first, second);
    List<String> settings =
        DottedKeys.differences(first.json().path("config"), second.json().path("config"));
    if (incomparable.isPresent()) {
      return new RunComparison(
          first, second, incomparable, settings, metrics(first, second, null), Optional.empty());
    }
    try {
      PairedRows rows = paired(storage, first, second);
      return new RunComparison(
          first, second, incomparable, settings, metrics(first, second, rows), Optional.empty());
    } catch (JobException unpaired) {
      return new RunComparison(
          first,
          second,
          incomparable,
          settings,
          metrics(first, second, null),
          Optional.of(unpaired.getMessage()));
    }
  }

  private static Optional<String> incomparable(StoredRun first, StoredRun second) {
    for (StoredRun run : List.of(first, second)) {
      if (run.json().at("/metrics/test").isMissingNode()) {
        return Optional.of("run %s has no test metrics".formatted(run.folder().runId()));
      }
    }
    String task = first.json().at("/config/task").asText();
    String other = second.json().at("/config/task").asText();
    if (!task.equals(other)) {
      return Optional.of("one is of task %s, the other of task %s".formatted(task, other));
    }
    JsonNode print = first.json().at(FINGERPRINT);
    JsonNode otherPrint = second.json().at(FINGERPRINT);
    return print.isObject() && print.equals(otherPrint)
        ? Optional.empty()
        : Optional.of(
            "their test rows differ (%s: %s; %s: %s)"
                .formatted(
                    first.folder().runId(),
                    sentence(print),
                    second.folder().runId(),
                    sentence(otherPrint)));
  }

  private static String sentence(JsonNode print) {
    return print.isObject()
        ? "%,d rows with hash %s"
            .formatted(print.path("rows").asLong(), print.path("hash").asText())
        : "no fingerprint";
  }

  private static List<MetricDifference> metrics(
      StoredRun first, StoredRun second, PairedRows rows) {
    List<MetricDifference> metrics = new ArrayList<>();
    JsonNode others = second.json().at("/metrics/test");
    first
        .json()
        .at("/metrics/test")
        .fields()
        .forEachRemaining(
            metric -> {
              JsonNode other = others.path(metric.getKey());
              if (metric.getValue().isNumber()
                  && other.isNumber()
                  && !metric.getKey().equals("rows")) {
                metrics.add(
                    difference(
                        metric.getKey(), metric.getValue().asDouble(), other.asDouble(), rows));
              }
            });
    return metrics;
  }

  private static MetricDifference difference(
      String name, double first, double second, PairedRows rows) {
    Optional<PairedMetrics> paired = Optional.empty();
    for (RowMetric metric : RowMetric.values()) {
      if (rows != null && metric.key().equals(name)) {
        paired = rows.of(metric, first, second);
      }
    }
    return new MetricDifference(name, first, second, paired);
  }

  /**
   * @throws JobException when the runs keep no rows that can be paired
   */
  private static PairedRows paired(Storage storage, StoredRun first, StoredRun second) {
    long rows = first.json().at(FINGERPRINT + "/rows").asLong();
    if (rows > TestRows.MOST) {
      throw new JobException(
          Outcome.RESOURCES,
          "%,d test rows are more than the %,d that are paired".formatted(rows, TestRows.MOST));
    }
    TestRows ofFirst = read(storage, first.folder());
    TestRows ofSecond = read(storage, second.folder());
    if (ofFirst.count() == 0 || !ofFirst.sameRowsAs(ofSecond)) {
      throw unpaired("the rows of their predictions are not the same");
    }
    return new PairedRows(
        ofFirst,
        ofSecond,
        new double[] {threshold(storage, first.folder()), threshold(storage, second.folder())});
  }

  private static TestRows read(Storage storage, RunFolder run) {
    return TestRows.of(storage, run)
        .orElseThrow(() -> unpaired("run %s keeps no predictions".formatted(run.runId())));
  }

  static double threshold(Storage storage, RunFolder run) {
    String file = run.model("signature.json");
    return storage
        .textOf(file)
        .map(text -> CheckedNode.parse(file, text).value())
        .map(json -> json.at("/output/threshold").asDouble(HALF))
        .orElse(HALF);
  }

  private static JobException unpaired(String why) {
    return new JobException(Outcome.INVALID_REQUEST, why);
  }
}
