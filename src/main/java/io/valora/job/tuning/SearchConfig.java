package io.valora.job.tuning;

import io.valora.config.ConfigSection;

/**
 * The section {@code tuning.search}: which settings of the space are tried.
 *
 * @param trials settings of a random search
 */
public record SearchConfig(Kind kind, int trials) {
  private static final int USUAL_TRIALS = 16;

  /** Search strategy. */
  public enum Kind {
    /** Every combination of the values. */
    GRID,
    /** Points of a Sobol sequence, spread evenly over the space. */
    RANDOM
  }

  static SearchConfig from(ConfigSection section) {
    Kind kind = section.choice("kind", Kind.class, Kind.GRID);
    return new SearchConfig(
        kind, kind == Kind.RANDOM ? section.integer("trials", USUAL_TRIALS, 1) : 0);
  }
}
