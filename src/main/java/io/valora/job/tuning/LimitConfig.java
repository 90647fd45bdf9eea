package io.valora.job.tuning;

import io.valora.config.ConfigSection;
import java.util.OptionalInt;

/**
 * The section {@code tuning.limit}.
 *
 * @param settings that may be tried, at least 1
 * @param minutes after which a search pauses, at least 1; without it, it goes on to its end
 */
public record LimitConfig(int settings, OptionalInt minutes) {
  private static final int USUAL_SETTINGS = 100;

  static LimitConfig from(ConfigSection section) {
    return new LimitConfig(
        section.integer("settings", USUAL_SETTINGS, 1),
        section.optionalInteger("minutes", 1, Integer.MAX_VALUE));
  }
}
