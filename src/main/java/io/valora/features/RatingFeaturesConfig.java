package io.valora.features;

import io.valora.config.ConfigSection;

/**
 * The section {@code features} of a job file.
 *
 * @param unknownDropout share in [0, 1) of ids that training replaces by the unknown id, so that
 *     its row of the embedding table is trained
 * @param minCount ids that train has in fewer rows become unknown; at least 1
 */
public record RatingFeaturesConfig(double unknownDropout, int minCount) {
  public static RatingFeaturesConfig from(ConfigSection section) {
    return new RatingFeaturesConfig(
        section.fraction("unknown-dropout", 0.02), section.integer("min-count", 1, 1));
  }
}
