package io.valora.serving.check;

import java.util.OptionalDouble;

/**
 * Reply to one row: an answer, or the sentence why there is none.
 *
 * @param sentence empty beside an answer
 */
record Reply(OptionalDouble value, String sentence) {
  static Reply answer(double value) {
    return new Reply(OptionalDouble.of(value), "");
  }

  static Reply refusal(String sentence) {
    return new Reply(OptionalDouble.empty(), sentence);
  }

  /** Whether it is an answer of these very bits. */
  boolean has(double expected) {
    return value.isPresent()
        && Double.doubleToRawLongBits(value.getAsDouble()) == Double.doubleToRawLongBits(expected);
  }

  @Override
  public String toString() {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "“%s”".formatted(sentence);
  }
}
