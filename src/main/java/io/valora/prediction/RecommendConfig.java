package io.valora.prediction;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;

/**
 * Configuration of the recommendation lists.
 *
 * @param topN items in a list, from 1 to {@link #MOST_ITEMS}
 * @param rated whether items that the user already rated may be in it
 */
public record RecommendConfig(int topN, RatedItems rated) {
  /** The longest list; a longer one of every user would be the whole catalog many times over. */
  public static final int MOST_ITEMS = 100_000;

  public RecommendConfig {
    if (topN < 1 || topN > MOST_ITEMS) {
      throw JobException.invalid(
          "top-n", topN, "must be a whole number from 1 to %d".formatted(MOST_ITEMS));
    }
  }

  /** Reads {@code recommend}: {@code top-n} and {@code exclude-rated}. */
  public static RecommendConfig from(ConfigSection section) {
    return new RecommendConfig(
        section.integer("top-n", 10, 1, MOST_ITEMS),
        section.flag("exclude-rated", true) ? RatedItems.EXCLUDED : RatedItems.KEPT);
  }
}
