package io.valora.prediction;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;

/**
 * Configuration of the recommendation lists.
 *
 * @param topN items in a list, at least 1
 * @param rated whether items that the user already rated may be in it
 */
public record RecommendConfig(int topN, RatedItems rated) {
  public RecommendConfig {
    if (topN < 1) {
      throw JobException.invalid("top-n", topN, "must be at least 1");
    }
  }

  /** Reads {@code recommend}: {@code top-n} and {@code exclude-rated}. */
  public static RecommendConfig from(ConfigSection section) {
    return new RecommendConfig(
        section.integer("top-n", 10, 1),
        section.flag("exclude-rated", true) ? RatedItems.EXCLUDED : RatedItems.KEPT);
  }
}
