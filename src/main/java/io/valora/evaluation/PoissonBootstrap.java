package io.valora.evaluation;

import io.valora.base.ExactSum;
import io.valora.base.KeyedHash;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Resamples the test split without holding it: in each sample every row counts Poisson(1) times, a
 * number that depends on (seed, row key, sample) alone (Chamandy et al.: Estimating Uncertainty for
 * Massive Data Streams, 2012). Memory: some tens of bytes per sample.
 */
public final class PoissonBootstrap implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double[] CUMULATIVE = cumulativePoisson(20);

  private final long seed;
  private final ExactSum[] squaredErrors;
  private final long[] rows;

  /** An empty one; with 0 samples it gives no interval. */
  public PoissonBootstrap(int samples, long seed) {
    this.seed = seed;
    this.squaredErrors = new ExactSum[samples];
    Arrays.setAll(squaredErrors, sample -> new ExactSum());
    this.rows = new long[samples];
  }

  /** Adds a row with its finite error. */
  public void add(long rowKey, double error) {
    double squared = error * error;
    for (int sample = 0; sample < rows.length; sample++) {
      int times = poisson(KeyedHash.uniform(seed, rowKey, sample));
      squaredErrors[sample].add(times * squared);
      rows[sample] += times;
    }
  }

  /** Adds the rows of another one to this one. */
  public void merge(PoissonBootstrap other) {
    for (int sample = 0; sample < rows.length; sample++) {
      squaredErrors[sample].merge(other.squaredErrors[sample]);
      rows[sample] += other.rows[sample];
    }
  }

  /** The middle 95 % of the samples' RMSEs; NaN at both ends without samples or rows. */
  public Interval rmse95() {
    double[] roots = new double[rows.length];
    int filled = 0;
    for (int sample = 0; sample < rows.length; sample++) {
      if (rows[sample] > 0) {
        roots[filled++] = Math.sqrt(squaredErrors[sample].value() / rows[sample]);
      }
    }
    double[] sorted = Arrays.copyOf(roots, filled);
    Arrays.sort(sorted);
    return new Interval(percentile(sorted, 0.025), percentile(sorted, 0.975));
  }

  /** Linear between the two nearest ranks, as NumPy's default. */
  private static double percentile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  /** The Poisson(1) number whose cumulative probability first exceeds a uniform one. */
  static int poisson(double uniform) {
    int times = 0;
    while (times < CUMULATIVE.length && uniform >= CUMULATIVE[times]) {
      times++;
    }
    return times;
  }

  private static double[] cumulativePoisson(int most) {
    double[] cumulative = new double[most];
    double probability = Math.exp(-1);
    double sum = 0;
    for (int times = 0; times < most; times++) {
      sum += probability;
      cumulative[times] = sum;
      probability /= times + 1;
    }
    return cumulative;
  }
}
