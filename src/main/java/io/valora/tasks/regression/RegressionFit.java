package io.valora.tasks.regression;

import io.valora.features.fit.table.TableEncoderFit;
import io.valora.features.table.TableFeaturesConfig;
import io.valora.job.FeatureFit;
import io.valora.job.TrainingContext;
import io.valora.training.TrainingSplits;

/** Fit of the features of a table network. */
record RegressionFit(TableFeaturesConfig features) implements FeatureFit {
  @Override
  public RegressionFeatures fit(TrainingContext context) {
    return fit(context.splits());
  }

  /** Of all rows that training may see, with the categories and the scales of all of them. */
  RegressionFeatures fitAllSeen(TrainingContext context) {
    return fit(context.splits().joined());
  }

  /**
   * @param splits typed rows
   */
  RegressionFeatures fit(TrainingSplits splits) {
    return new RegressionFeatures(TableEncoderFit.of(splits.train(), features), splits);
  }
}
