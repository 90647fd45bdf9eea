package io.valora.pipeline;

import io.valora.split.LeakKeys;
import java.util.List;

/** What a job file says for its task alone. */
public sealed interface TaskSettings permits RatingSettings, SentimentSettings, RegressionSettings {
  /** The columns by which train and test are compared. */
  LeakKeys leakKeys();

  /** What is read besides the job's own input. */
  default List<SideInput> sideInputs() {
    return List.of();
  }
}
