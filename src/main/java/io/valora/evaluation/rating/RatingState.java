package io.valora.evaluation.rating;

import io.valora.evaluation.BinCounts;
import io.valora.evaluation.ConstantComparison;
import io.valora.evaluation.ConstantState;
import io.valora.evaluation.Histogram;
import io.valora.evaluation.PoissonBootstrap;
import io.valora.evaluation.regression.RegressionMetrics;
import io.valora.evaluation.regression.RegressionState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Everything that one pass over the test split counts and sums. The state of two parts merged is
 * the state of the whole, whatever the order. A few tens of kilobytes, however many rows.
 */
public final class RatingState implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double CLOSE = 0.5;
  private static final double FAR = 1.5;
  private static final double BIN_WIDTH = 0.25;
  private static final double FARTHEST_ERROR = 4;
  private static final int MOST_STARS = 10;

  private final Map<Familiarity, RegressionState> slices = new EnumMap<>(Familiarity.class);
  private final PoissonBootstrap bootstrap;
  private final ConstantState constant;
  private final BinCounts errors =
      new BinCounts(-FARTHEST_ERROR, BIN_WIDTH, (int) (2 * FARTHEST_ERROR / BIN_WIDTH));
  private final BinCounts[] predictedByHalfStars =
      Stream.generate(() -> new BinCounts(0, BIN_WIDTH, (int) (MOST_STARS / BIN_WIDTH)))
          .limit(2 * MOST_STARS + 1)
          .toArray(BinCounts[]::new);
  private long closeRows;
  private long farRows;

  /**
   * An empty state.
   *
   * @param seed of the bootstrap
   * @param mean stars that the predictions are compared with; NaN for none
   */
  public RatingState(RatingEvaluationConfig config, long seed, double mean) {
    this.constant = new ConstantState(mean);
    this.bootstrap = new PoissonBootstrap(config.bootstrapSamples(), seed);
    for (Familiarity familiarity : Familiarity.values()) {
      slices.put(familiarity, new RegressionState());
    }
  }

  RatingState add(ScoredRow row) {
    slices.get(Familiarity.of(row)).add(row.rating(), row.prediction());
    double error = row.error();
    if (Double.isFinite(error)) {
      bootstrap.add(row.rowKey(), error);
      constant.add(row.rating(), row.prediction());
      errors.add(error);
      predictedByHalfStars[halfStars(row.rating())].add(row.prediction());
      closeRows += Math.abs(error) <= CLOSE ? 1 : 0;
      farRows += Math.abs(error) > FAR ? 1 : 0;
    }
    return this;
  }

  RatingState merge(RatingState other) {
    slices.forEach((familiarity, state) -> state.merge(other.slices.get(familiarity)));
    bootstrap.merge(other.bootstrap);
    constant.merge(other.constant);
    errors.merge(other.errors);
    for (int half = 0; half < predictedByHalfStars.length; half++) {
      predictedByHalfStars[half].merge(other.predictedByHalfStars[half]);
    }
    closeRows += other.closeRows;
    farRows += other.farRows;
    return this;
  }

  /**
   * @throws io.valora.base.JobException when there were no rows, or one without a finite prediction
   */
  public RatingMetrics metrics() {
    RegressionState whole = new RegressionState();
    slices.values().forEach(whole::merge);
    return new RatingMetrics(
        RegressionMetrics.checked(whole).metrics(), bootstrap.rmse95(), closeRows, farRows);
  }

  /** One per familiarity, also where there are no rows. */
  public List<SliceMetrics> slices() {
    List<SliceMetrics> found = new ArrayList<>();
    slices.forEach(
        (familiarity, state) ->
            found.add(new SliceMetrics(familiarity, state.rows(), state.metrics().rmse())));
    return found;
  }

  /** With the mean of the stars. */
  public ConstantComparison againstMean() {
    return constant.comparison();
  }

  /** Of prediction − rating, from −4 to 4 stars by a quarter. */
  public Histogram errors() {
    return errors.histogram();
  }

  /**
   * One per number of stars that occurs, ascending; 0 to 10 stars by a half, others at the ends.
   */
  public List<StarDistribution> predictedAgainstReal() {
    List<StarDistribution> found = new ArrayList<>();
    for (int half = 0; half < predictedByHalfStars.length; half++) {
      Histogram predicted = predictedByHalfStars[half].histogram();
      if (predicted.rows() > 0) {
        found.add(new StarDistribution(half / 2.0, predicted));
      }
    }
    return found;
  }

  private static int halfStars(double rating) {
    return (int) Math.max(0, Math.min(2 * MOST_STARS, Math.round(rating * 2)));
  }
}
