package io.valora.training;

import io.valora.config.ConfigSection;

/**
 * The section {@code training.early-stopping} of a job.
 *
 * @param enabled whether the parameters of the best epoch are kept; if not, those of the last
 * @param metric what is compared; the history shows it also when stopping is off
 * @param patience epochs without improvement before training ends, at least 1
 * @param minDelta what an improvement must exceed, at least 0
 */
public record EarlyStoppingConfig(
    boolean enabled, MonitoredMetric metric, int patience, double minDelta) {
  public static EarlyStoppingConfig from(ConfigSection section, TrainingDefaults defaults) {
    return new EarlyStoppingConfig(
        section.flag("enabled", true),
        section.choice("metric", MonitoredMetric.class, defaults.metric()),
        section.integer("patience", defaults.patience(), 1),
        section.atLeastZero("min-delta", 0));
  }
}
