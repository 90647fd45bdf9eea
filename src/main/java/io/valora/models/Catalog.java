package io.valora.models;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.model.Range;
import io.valora.tower.RowKernel;
import io.valora.tower.TowerShape.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All items of a model as the vectors that its network learned: items similar to one, and lists for
 * visitors that training never saw.
 */
public final class Catalog {
  /** Standard deviation of a rating around its prediction, as a share of the ratings' range. */
  private static final double NOISE = 0.22;

  private static final double LEAST_VARIANCE = 1e-6;

  private final PairModel model;
  private final RowKernel kernel;
  private final boolean factors;
  private final float[] weights;
  private final int dimension;
  private final int firstItem;

  /** The vector begins behind the bias of a network of factors. */
  private final int skipped;

  private final float[] lengths;

  public Catalog(PairModel model) {
    this.model = model;
    this.kernel = model.networks().stars();
    this.factors = kernel.shape().head() == Head.FACTORS;
    this.weights = kernel.parameters();
    this.dimension = kernel.tables().get(1).dimension();
    this.firstItem = kernel.tables().get(0).rows() * kernel.tables().get(0).dimension();
    this.skipped = factors ? 1 : 0;
    this.lengths = new float[model.items().size() + 1];
    for (int item = 0; item < lengths.length; item++) {
      lengths[item] = (float) Math.sqrt(product(item, item));
    }
  }

  /**
   * The items whose vectors point most nearly the same way, best first, with the cosine; none of an
   * item that isn't known.
   */
  public List<ItemStars> similar(String item, int most) {
    int index = model.items().index(item);
    if (index == Ids.UNKNOWN) {
      return List.of();
    }
    BestItems best = new BestItems(Math.min(most, model.items().size()));
    for (int other = 1; other < lengths.length; other++) {
      float scale = lengths[index] * lengths[other];
      if (other != index && scale > 0) {
        best.offer(other, product(index, other) / scale);
      }
    }
    return drained(best, Range.ALL);
  }

  /**
   * The list for a visitor with a few ratings, best first, with predicted stars. Of all vectors
   * that users could have, distributed as those that training learned, it takes the one that the
   * ratings make most probable: a ridge regression.
   *
   * @param history items that train doesn't know are left out
   * @throws JobException when the network is none of factors
   */
  public List<ItemStars> forVisitor(List<ItemStars> history, int most, Set<String> excluded) {
    if (!factors) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST,
          "make a list for a visitor",
          "the model's network is none of factors (known users have lists)");
    }
    double[] visitor = visitor(history);
    BestItems best = new BestItems(Math.min(most, model.items().size()));
    for (int item = 1; item < lengths.length; item++) {
      if (!excluded.contains(model.items().id(item))) {
        best.offer(item, (float) stars(visitor, item));
      }
    }
    return drained(best, model.signature().output().range());
  }

  private double[] visitor(List<ItemStars> history) {
    Range range = model.signature().output().range();
    double width = range.high() - range.low();
    double noise = Double.isFinite(width) && width > 0 ? Math.pow(NOISE * width, 2) : 1;
    double[][] matrix = new double[dimension][dimension];
    double[] right = new double[dimension];
    prior(matrix, right);
    for (ItemStars rated : history) {
      int item = model.items().index(rated.item());
      if (item != Ids.UNKNOWN) {
        double target = rated.stars() - constant() - weights[at(item)];
        for (int i = 0; i < dimension; i++) {
          right[i] += feature(item, i) * target / noise;
          for (int j = 0; j < dimension; j++) {
            matrix[i][j] += feature(item, i) * feature(item, j) / noise;
          }
        }
      }
    }
    return solved(matrix, right);
  }

  /** Means and variances of the known users' numbers. */
  private void prior(double[][] matrix, double[] right) {
    int users = model.users().size();
    for (int k = 0; k < dimension; k++) {
      double sum = 0;
      double squares = 0;
      for (int user = 1; user <= users; user++) {
        double value = weights[user * dimension + k];
        sum += value;
        squares += value * value;
      }
      double mean = users == 0 ? 0 : sum / users;
      double variance = users == 0 ? 1 : squares / users - mean * mean;
      matrix[k][k] = 1 / Math.max(LEAST_VARIANCE, variance);
      right[k] = mean * matrix[k][k];
    }
  }

  /** Gauss's elimination; the matrix is positive definite. */
  private static double[] solved(double[][] matrix, double[] right) {
    int size = right.length;
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = pivot + 1; row < size; row++) {
        double factor = matrix[row][pivot] / matrix[pivot][pivot];
        for (int column = pivot; column < size; column++) {
          matrix[row][column] -= factor * matrix[pivot][column];
        }
        right[row] -= factor * right[pivot];
      }
    }
    double[] solution = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double rest = right[row];
      for (int column = row + 1; column < size; column++) {
        rest -= matrix[row][column] * solution[column];
      }
      solution[row] = rest / matrix[row][row];
    }
    return solution;
  }

  private double stars(double[] visitor, int item) {
    double stars = constant() + weights[at(item)] + visitor[0];
    for (int k = 1; k < dimension; k++) {
      stars += visitor[k] * weights[at(item) + k];
    }
    return stars;
  }

  /** What a visitor's number is multiplied with: 1 for the bias. */
  private double feature(int item, int k) {
    return k == 0 ? 1 : weights[at(item) + k];
  }

  private double constant() {
    return weights[weights.length - 1];
  }

  private float product(int one, int other) {
    float sum = 0;
    for (int k = skipped; k < dimension; k++) {
      sum += weights[at(one) + k] * weights[at(other) + k];
    }
    return sum;
  }

  private int at(int item) {
    return firstItem + item * dimension;
  }

  private List<ItemStars> drained(BestItems best, Range range) {
    Integer[] found = new Integer[best.size()];
    Float[] scores = new Float[found.length];
    best.drain(found, scores);
    List<ItemStars> list = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      list.add(new ItemStars(model.items().id(found[i]), range.clip(scores[i])));
    }
    return List.copyOf(list);
  }
}
