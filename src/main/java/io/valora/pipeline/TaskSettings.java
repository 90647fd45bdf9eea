package io.valora.pipeline;

import io.valora.split.LeakKeys;

/** What a job file says for its task alone. */
public sealed interface TaskSettings permits RatingSettings, SentimentSettings, RegressionSettings {
  /** The columns by which train and test are compared. */
  LeakKeys leakKeys();
}
