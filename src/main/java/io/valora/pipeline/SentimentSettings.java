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

/**
 * A text to good or bad.
 *
 * @param wordDropout share in [0, 1) of a text's terms that each epoch leaves out
 */
public record SentimentSettings(
    TextConfig text,
    double wordDropout,
    TextNetworkConfig network,
    TextBaselinesConfig baselines,
    ClassificationConfig evaluation)
    implements TaskSettings {
  static SentimentSettings from(ConfigSection job, ConfigSection ingest, TableSchema schema) {
    TaskColumns.require(ingest, schema, Task.SENTIMENT, "text", "label");
    ConfigSection features = job.section("features");
    ConfigSection text = features.section("text");
    return new SentimentSettings(
        TextConfig.from(text),
        text.fraction("word-dropout", 0),
        TextNetworkConfig.from(job.section("network")),
        TextBaselinesConfig.from(job.section("baselines")),
        ClassificationConfig.from(job.section("evaluation")));
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
