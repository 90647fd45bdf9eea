package io.valora.config;

import java.util.function.DoublePredicate;

/** Interval that a number of a job file lies in. */
public enum NumberRange {
  /** Any number. */
  ANY("must be a number", value -> true),
  /** [0, ∞). */
  AT_LEAST_ZERO("must be a number of at least 0", value -> value >= 0),
  /** (0, ∞). */
  ABOVE_ZERO("must be a number above 0", value -> value > 0),
  /** [0, 1). */
  FRACTION("must be at least 0 and below 1", value -> value >= 0 && value < 1);

  private final String must;
  private final DoublePredicate test;

  NumberRange(String must, DoublePredicate test) {
    this.must = must;
    this.test = test;
  }

  /** The interval in words, as messages say it. */
  public String must() {
    return must;
  }

  boolean contains(double value) {
    return Double.isFinite(value) && test.test(value);
  }
}
