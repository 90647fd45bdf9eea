package io.valora.model;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.Optional;

/**
 * The prediction for one row.
 *
 * @param value in the unit of the signature's output, within its range; for a classifier the
 *     probability of the positive class, in [0, 1]
 * @param label the predicted class, where the model is a classifier
 * @param interval of the value, where the model estimates one
 */
public record Prediction(double value, Optional<String> label, Optional<Range> interval) {
  public Prediction {
    if (!Double.isFinite(value)) {
      throw JobException.cannot(
          Outcome.UNEXPECTED, "predict", "the answer is not a finite number (%s)".formatted(value));
    }
  }

  /** A plain number. */
  public static Prediction of(double value) {
    return new Prediction(value, Optional.empty(), Optional.empty());
  }
}
