package io.valora.training;

import io.valora.networks.RatingLoss;
import java.io.Serializable;

/** Mergeable sums over scored rows: state(a ∪ b) = state(a) + state(b). */
record FitSums(long rows, double squaredErrors, double absoluteErrors, double losses)
    implements Serializable {
  static final FitSums EMPTY = new FitSums(0, 0, 0, 0);

  FitSums plus(FitSums other) {
    return new FitSums(
        rows + other.rows,
        squaredErrors + other.squaredErrors,
        absoluteErrors + other.absoluteErrors,
        losses + other.losses);
  }

  /** Of rows whose ratings are {@code ratings} and whose predictions are {@code stars}. */
  static FitSums of(float[] ratings, float[] stars, RatingLoss loss) {
    double squaredErrors = 0;
    double absoluteErrors = 0;
    double losses = 0;
    for (int row = 0; row < ratings.length; row++) {
      double error = ratings[row] - stars[row];
      squaredErrors += error * error;
      absoluteErrors += Math.abs(error);
      losses += loss.of(error);
    }
    return new FitSums(ratings.length, squaredErrors, absoluteErrors, losses);
  }

  /** NaN without rows. */
  Fit fit(FitMetric metric) {
    double loss = losses / rows;
    return new Fit(
        loss,
        switch (metric) {
          case RMSE -> Math.sqrt(squaredErrors / rows);
          case MAE -> absoluteErrors / rows;
          case LOSS -> loss;
        });
  }
}
