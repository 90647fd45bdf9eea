package io.valora.gates;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.base.Figure;
import io.valora.config.ConfigSection;
import io.valora.config.Suggestions;
import io.valora.evaluation.Interval;
import io.valora.gates.GateResult.Figures;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Bound of a test metric: an entry of {@code gates.values}.
 *
 * @param slice of the test rows; empty for all of them
 * @param isLeast whether the metric must be at least the bound, or else at most
 * @param leastRows with fewer the rule isn't judged
 */
public record ValueRule(
    String metric, Optional<String> slice, boolean isLeast, double bound, long leastRows) {
  private static final String METRIC = "metric";
  private static final String SLICE = "slice";
  private static final String AT_LEAST = "at-least";
  private static final String AT_MOST = "at-most";
  private static final String OF_JOB_FILE = "the bound is the job file's, in gates.values";

  /** Reads an entry, noting its problems. */
  static ValueRule from(ConfigSection section, JudgedMetrics metrics) {
    String metric = section.word(METRIC, metrics.all(), metrics.main());
    Optional<String> slice = section.optionalText(SLICE);
    OptionalDouble least = section.optionalNumber(AT_LEAST);
    OptionalDouble most = section.optionalNumber(AT_MOST);
    if (least.isPresent() == most.isPresent()) {
      section.invalid(
          AT_MOST,
          most.isPresent() ? most.getAsDouble() : "none",
          "must be given, or at-least, and not both");
    }
    slice.ifPresent(name -> check(section, name, metric, metrics));
    return new ValueRule(
        metric,
        slice,
        least.isPresent(),
        least.orElse(most.orElse(0)),
        section.wholeNumber("least-rows", 1, 1));
  }

  private static void check(
      ConfigSection section, String slice, String metric, JudgedMetrics metrics) {
    if (!metrics.slices().contains(slice)) {
      String names = metrics.slices().isEmpty() ? "" : String.join(", ", metrics.slices());
      section.invalid(
          SLICE,
          slice,
          names.isEmpty()
              ? "must be left out: this task's test rows have no slices"
              : "must be one of %s%s".formatted(names, Suggestions.hint(slice, metrics.slices())));
    }
    if (!metric.equals(metrics.main())) {
      section.invalid(METRIC, metric, "must be %s, which slices have".formatted(metrics.main()));
    }
  }

  /** Such as {@code rmse-at-most} or {@code rmse-at-most-of-known-user-known-item}. */
  public String name() {
    return "%s-%s%s"
        .formatted(metric, isLeast ? AT_LEAST : AT_MOST, slice.map("-of-%s"::formatted).orElse(""));
  }

  /**
   * @param metrics the tree of {@code metrics.json}
   */
  GateResult judge(JsonNode metrics) {
    JsonNode rows = slice.map(name -> slice(metrics, name)).orElse(metrics.path("test"));
    JsonNode value = rows.path(metric);
    long count = rows.path("rows").asLong();
    if (count < leastRows) {
      return GateResult.notJudged(
          name(), metric, "%,d test rows are too few (at least %,d)".formatted(count, leastRows));
    }
    if (!value.isNumber()) {
      return GateResult.notJudged(name(), metric, metric + " is undefined on these rows");
    }
    double figure = value.asDouble();
    return GateResult.judged(
        name(),
        isLeast ? figure >= bound : figure <= bound,
        new Figures(metric, figure, bound),
        difference(rows.path(metric + "-interval-95")),
        "%s %s on %,d test rows, %s %s"
            .formatted(
                metric,
                Figure.of(figure),
                count,
                isLeast ? "must be at least" : "must be at most",
                Figure.of(bound)),
        OF_JOB_FILE);
  }

  private Interval difference(JsonNode ends) {
    return new Interval(
        ends.path(0).asDouble(Double.NaN) - bound, ends.path(1).asDouble(Double.NaN) - bound);
  }

  private static JsonNode slice(JsonNode metrics, String name) {
    for (JsonNode one : metrics.path("slices")) {
      if (name.equals(nameOf(one))) {
        return one;
      }
    }
    return metrics.path("none");
  }

  private static String nameOf(JsonNode slice) {
    return slice.has("user")
        ? "%s-user-%s-item".formatted(slice.path("user").asText(), slice.path("item").asText())
        : "%s-%s"
            .formatted(slice.path("by").asText(), slice.path("name").asText().replace(' ', '-'));
  }
}
