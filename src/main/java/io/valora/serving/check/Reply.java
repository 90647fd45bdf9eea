package io.valora.serving.check;

import io.valora.model.GoldenRow;
import io.valora.model.Prediction;
import java.util.OptionalDouble;

/**
 * Reply to one row: an answer, or the sentence why there is none.
 *
 * @param label of the class that was answered; empty for a quantity
 * @param sentence empty beside an answer
 */
record Reply(OptionalDouble value, String label, String sentence) {
  static Reply answer(Prediction prediction) {
    return new Reply(OptionalDouble.of(prediction.value()), prediction.label().orElse(""), "");
  }

  static Reply refusal(String sentence) {
    return new Reply(OptionalDouble.empty(), "", sentence);
  }

  /** Whether it is an answer of another class than the row expects. */
  boolean isOfOtherClass(GoldenRow row) {
    return value.isPresent() && !row.label().isEmpty() && !row.label().equals(label);
  }

  /** Whether it is an answer of these very bits. */
  boolean has(double expected) {
    return value.isPresent()
        && Double.doubleToRawLongBits(value.getAsDouble()) == Double.doubleToRawLongBits(expected);
  }

  @Override
  public String toString() {
    if (value.isEmpty()) {
      return "“%s”".formatted(sentence);
    }
    return value.getAsDouble() + (label.isEmpty() ? "" : " (%s)".formatted(label));
  }
}
