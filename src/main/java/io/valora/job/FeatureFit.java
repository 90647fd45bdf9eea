package io.valora.job;

/**
 * Fit of features, before any network is trained, with all the settings that it depends on. Equal
 * ones fit the same of the same rows, so that what one has fitted serves every job that has it.
 */
public interface FeatureFit {
  /** Fits on train, and encodes both splits. */
  FittedFeatures fit(TrainingContext context);
}
