package io.valora.features;

import io.valora.config.ConfigSection;
import io.valora.schema.TableSchema;
import java.util.List;

/**
 * The section {@code features} of a job file.
 *
 * @param unknownDropout share in [0, 1) of ids that training replaces by the unknown id, so that
 *     its row of the embedding table is trained
 * @param minCount ids that train has in fewer rows become unknown; at least 1
 * @param context effects of the rating table's other columns
 */
public record RatingFeaturesConfig(double unknownDropout, int minCount, List<ContextTerm> context) {
  public RatingFeaturesConfig {
    context = List.copyOf(context);
  }

  /** Without context. */
  public RatingFeaturesConfig(double unknownDropout, int minCount) {
    this(unknownDropout, minCount, List.of());
  }

  /** The same where training replaces no id. */
  public RatingFeaturesConfig withoutDropout() {
    return new RatingFeaturesConfig(0, minCount, context);
  }

  /**
   * @param schema of the rating table
   */
  public static RatingFeaturesConfig from(ConfigSection section, TableSchema schema) {
    return new RatingFeaturesConfig(
        section.fraction("unknown-dropout", 0.02),
        section.integer("min-count", 1, 1),
        ContextTerm.listOf(section, schema));
  }
}
