package io.valora.cli;

import io.valora.config.Problems;

/** The sizes that a sample is asked for in, all of which must be at least 1. */
final class SampleSizes {
  private final Problems problems = new Problems("the arguments");

  /** Notes a size that is below 1 or above {@code most}. */
  SampleSizes with(String option, int size, int most) {
    if (size < 1 || size > most) {
      problems.invalid(option, size, "must be a whole number from 1 to %,d".formatted(most));
    }
    return this;
  }

  /**
   * @throws io.valora.base.JobException listing every size that can't be
   */
  void require() {
    problems.throwIfAny();
  }
}
