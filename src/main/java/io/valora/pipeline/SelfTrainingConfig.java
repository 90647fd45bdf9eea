package io.valora.pipeline;

import io.valora.config.ConfigSection;
import io.valora.ingest.IngestConfig;

/**
 * The section {@code self-training} of a sentiment job: texts without labels. A first network,
 * trained on those with labels, says what it makes of them, and the model is trained on both (Lee:
 * Pseudo-Label, ICML 2013 workshop; here with probabilities in place of classes).
 *
 * @param texts typed and quarantined like any input
 * @param sharpness above 0; what the first network's logits are multiplied by before they become
 *     labels: 1 for its probabilities as they are, more for clearer ones
 */
public record SelfTrainingConfig(SideInput texts, double sharpness) {
  private static final String TEXT = "text";

  static SelfTrainingConfig from(ConfigSection section) {
    IngestConfig texts = IngestConfig.ofInput(section);
    TaskColumns.require(section, texts.schema(), Task.SENTIMENT, TEXT);
    return new SelfTrainingConfig(
        new SideInput("unlabeled", texts), section.positive("sharpness", 1));
  }
}
