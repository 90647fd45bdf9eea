package io.valora.job.tuning;

import io.valora.config.ConfigSection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The section {@code tuning.search}: which settings of the space are tried, and how far.
 *
 * @param points of the space
 * @param trials settings at random points, at least 1; 0 in a grid
 * @param halving empty when every setting is trained to its end
 */
public record SearchConfig(Points points, int trials, Optional<HalvingConfig> halving) {
  private static final int USUAL_TRIALS = 16;

  /** Choice of settings. */
  public enum Points {
    /** Every combination of the values. */
    GRID,
    /** Points of a Sobol sequence, spread evenly over the space. */
    RANDOM
  }

  private enum Kind {
    GRID,
    RANDOM,
    HALVING
  }

  static SearchConfig from(ConfigSection section) {
    Kind kind = section.choice("kind", Kind.class, Kind.GRID);
    OptionalInt trials =
        switch (kind) {
          case GRID -> OptionalInt.empty();
          case RANDOM -> OptionalInt.of(section.integer("trials", USUAL_TRIALS, 1));
          case HALVING -> section.optionalInteger("trials", 1, Integer.MAX_VALUE);
        };
    return new SearchConfig(
        trials.isPresent() ? Points.RANDOM : Points.GRID,
        trials.orElse(0),
        Optional.of(section).filter(search -> kind == Kind.HALVING).map(HalvingConfig::from));
  }

  /**
   * Steps of the search, in order.
   *
   * @param settings at least 1
   * @param epochs of the longest training
   */
  public List<Rung> rungs(int settings, int epochs) {
    return halving
        .map(found -> found.rungs(settings, epochs))
        .orElseGet(() -> List.of(new Rung(settings, epochs)));
  }
}
