package io.valora.evaluation;

import io.valora.base.Figure;
import io.valora.base.ShownText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Row that counts most in what a rule found.
 *
 * @param keys names and values that tell which row it is, in order
 * @param label the true value; NaN for what has none
 * @param prediction of the model; NaN for what has none
 * @param other prediction of the baseline or model that it is compared with; NaN without one
 */
public record DecidingRow(Map<String, String> keys, double label, double prediction, double other)
    implements Serializable {
  public DecidingRow {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }

  /** Such as {@code user 1, item 5: real 4.0000, predicted 1.2000, the other 3.5000}. */
  public String sentence() {
    List<String> parts = new ArrayList<>();
    keys.forEach((name, value) -> parts.add(name + " " + ShownText.of(value)));
    List<String> numbers = new ArrayList<>();
    add(numbers, "real", label);
    add(numbers, "predicted", prediction);
    add(numbers, "the other", other);
    String row = String.join(", ", parts);
    return numbers.isEmpty() ? row : "%s: %s".formatted(row, String.join(", ", numbers));
  }

  private static void add(List<String> numbers, String name, double value) {
    if (!Double.isNaN(value)) {
      numbers.add("%s %s".formatted(name, Figure.of(value)));
    }
  }

  /** Of something that was not predicted. */
  public static DecidingRow of(Map<String, String> keys) {
    return new DecidingRow(keys, Double.NaN, Double.NaN, Double.NaN);
  }
}
