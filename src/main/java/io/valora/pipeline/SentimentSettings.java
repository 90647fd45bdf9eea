package io.valora.pipeline;

import io.valora.baselines.TextBaselinesConfig;
import io.valora.config.ConfigSection;
import io.valora.evaluation.classification.ClassificationConfig;
import io.valora.features.text.TextConfig;
import io.valora.features.text.Weighting;
import io.valora.networks.TextNetworkConfig;
import io.valora.schema.TableSchema;
import io.valora.split.LeakKeys;
import java.util.List;
import java.util.Optional;

/**
 * A text to good or bad.
 *
 * @param selfTraining texts without labels to learn from; empty when there are none
 * @param wordDropout share in [0, 1) of a text's terms that each epoch leaves out
 */
public record SentimentSettings(
    TextConfig text,
    double wordDropout,
    TextNetworkConfig network,
    Optional<SelfTrainingConfig> selfTraining,
    TextBaselinesConfig baselines,
    ClassificationConfig evaluation)
    implements TaskSettings {
  private static final String SELF_TRAINING = "self-training";

  static SentimentSettings from(ConfigSection job, ConfigSection ingest, TableSchema schema) {
    TaskColumns.require(ingest, schema, Task.SENTIMENT, "text", "label");
    ConfigSection features = job.section("features");
    ConfigSection text = features.section("text");
    return new SentimentSettings(
        TextConfig.from(text),
        text.fraction("word-dropout", 0),
        TextNetworkConfig.from(job.section("network")),
        job.has(SELF_TRAINING)
            ? Optional.of(SelfTrainingConfig.from(job.section(SELF_TRAINING)))
            : Optional.empty(),
        TextBaselinesConfig.from(job.section("baselines")),
        ClassificationConfig.from(job.section("evaluation")));
  }

  @Override
  public List<SideInput> sideInputs() {
    return selfTraining.stream().map(SelfTrainingConfig::texts).toList();
  }

  /** What the baselines read: runs of one and two words of the same letters. */
  TextConfig baselineTerms() {
    return new TextConfig(
        2, text.vocabularySize(), 1, 0, text.maxLength(), text.letterCase(), Weighting.PRESENCE, 1);
  }

  @Override
  public LeakKeys leakKeys() {
    return new LeakKeys(List.of("text"), "label", List.of());
  }
}
