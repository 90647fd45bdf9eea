package io.valora.evaluation.classification;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import java.util.OptionalDouble;

/**
 * Configuration of a classifier's evaluation on the test split.
 *
 * @param fixedThreshold from which on a score is read as 1, in [0, 1]; empty to choose the one that
 *     reads the most validation rows right
 * @param mistakes misclassified texts that are shown with the words that misled the model, at least
 *     0
 */
public record ClassificationConfig(OptionalDouble fixedThreshold, int mistakes) {
  private static final String VALIDATION = "validation";

  public ClassificationConfig {
    fixedThreshold.ifPresent(
        threshold -> {
          if (!isScore(threshold)) {
            throw JobException.invalid("threshold", threshold, "must be from 0 to 1");
          }
        });
    if (mistakes < 0) {
      throw JobException.invalid("misread", mistakes, "must be at least 0");
    }
  }

  /** Reads {@code evaluation}: {@code threshold} and {@code misread}. */
  public static ClassificationConfig from(ConfigSection section) {
    return new ClassificationConfig(threshold(section), section.integer("misread", 10, 0));
  }

  private static OptionalDouble threshold(ConfigSection section) {
    String given = section.text("threshold", VALIDATION);
    if (given.equals(VALIDATION)) {
      return OptionalDouble.empty();
    }
    double threshold = number(given);
    if (!isScore(threshold)) {
      section.invalid("threshold", given, "must be validation or a number from 0 to 1");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(threshold);
  }

  private static boolean isScore(double number) {
    return number >= 0 && number <= 1;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
