package io.valora.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/**
 * One-line summary of a task's test metrics, with the primary metric by which models are ordered.
 */
enum TestSummary {
  RATING("rmse") {
    @Override
    String headline(JsonNode test) {
      return "Test RMSE %.4f stars (95 %% interval %.4f to %.4f) on %,d ratings"
          .formatted(number(test), low(test), high(test), test.path("rows").asLong());
    }
  },
  REGRESSION("rmse") {
    @Override
    String headline(JsonNode test) {
      return "Test RMSE %.4f (95 %% interval %.4f to %.4f), R² %.4f on %,d rows"
          .formatted(
              number(test),
              low(test),
              high(test),
              test.path("r2").asDouble(),
              test.path("rows").asLong());
    }
  },
  SENTIMENT("accuracy") {
    @Override
    String headline(JsonNode test) {
      return "Test accuracy %.4f, ROC AUC %.4f on %,d texts"
          .formatted(number(test), test.path("roc-auc").asDouble(), test.path("rows").asLong());
    }

    @Override
    Comparator<Double> bestFirst() {
      return Comparator.reverseOrder();
    }
  };

  private final String key;

  TestSummary(String key) {
    this.key = key;
  }

  /** Those of the task that {@code metrics.json} names; it names none for ratings. */
  static TestSummary of(JsonNode metrics) {
    return switch (metrics.path("task").asText()) {
      case "sentiment" -> SENTIMENT;
      case "regression" -> REGRESSION;
      default -> RATING;
    };
  }

  abstract String headline(JsonNode test);

  String key() {
    return key;
  }

  Comparator<Double> bestFirst() {
    return Comparator.naturalOrder();
  }

  final double number(JsonNode test) {
    return test.path(key).asDouble();
  }

  private static double low(JsonNode test) {
    return test.path("rmse-interval-95").path(0).asDouble();
  }

  private static double high(JsonNode test) {
    return test.path("rmse-interval-95").path(1).asDouble();
  }
}
