package io.valora.training.loop;

import io.valora.training.shards.Shard;
import java.io.Serializable;

/**
 * Mergeable sums of products over labeled rows: state(a ∪ b) = state(a) + state(b).
 *
 * @param size columns of a row: its numbers, a 1, and its label
 * @param sums Σ cᵢ cⱼ for i ≤ j, at j (j + 1) / 2 + i
 */
record CrossProducts(int size, double[] sums) implements Serializable {
  /** Products that a shard adds up at most; of a larger one every n-th row counts. */
  private static final long MOST_PRODUCTS = 20_000_000_000L;

  static CrossProducts none(int size) {
    return new CrossProducts(size, new double[size * (size + 1) / 2]);
  }

  CrossProducts plus(CrossProducts other) {
    double[] both = sums.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] += other.sums[i];
    }
    return new CrossProducts(size, both);
  }

  /**
   * Of the rows of a shard. Numbers that are 0 cost nothing, as most do where categories are.
   *
   * @param numbers of each row
   */
  static CrossProducts of(Shard shard, int numbers) {
    CrossProducts products = none(numbers + 2);
    int step = step(shard, numbers);
    int[] places = new int[numbers + 2];
    double[] values = new double[numbers + 2];
    for (int row = 0; row < shard.rows(); row += step) {
      int count = 0;
      for (int i = 0; i < numbers; i++) {
        float value = shard.numbers()[row * numbers + i];
        places[count] = i;
        values[count] = value;
        count += value == 0 ? 0 : 1;
      }
      places[count] = numbers;
      values[count++] = 1;
      places[count] = numbers + 1;
      values[count++] = shard.labels()[row];
      products.add(places, values, count);
    }
    return products;
  }

  private void add(int[] places, double[] values, int count) {
    for (int j = 0; j < count; j++) {
      int start = places[j] * (places[j] + 1) / 2;
      for (int i = 0; i <= j; i++) {
        sums[start + places[i]] += values[i] * values[j];
      }
    }
  }

  private static int step(Shard shard, int numbers) {
    long products = 0;
    for (int row = 0; row < shard.rows(); row++) {
      long filled = 0;
      for (int i = 0; i < numbers; i++) {
        filled += shard.numbers()[row * numbers + i] == 0 ? 0 : 1;
      }
      products += filled * filled / 2;
    }
    return Math.toIntExact(1 + products / MOST_PRODUCTS);
  }

  /** Σ cᵢ cⱼ. */
  double of(int i, int j) {
    int high = Math.max(i, j);
    return sums[high * (high + 1) / 2 + Math.min(i, j)];
  }

  /** Numbers of a row. */
  int numbers() {
    return size - 2;
  }

  double rows() {
    return of(numbers(), numbers());
  }

  double mean(int column) {
    return of(column, numbers()) / rows();
  }

  /** Mean product of two columns' distances to their means. */
  double covariance(int i, int j) {
    return of(i, j) / rows() - mean(i) * mean(j);
  }

  /**
   * Mean squared error of a line.
   *
   * @param line a weight for each number, and then what is added
   */
  double squaredError(double[] line) {
    double error = of(size - 1, size - 1);
    for (int i = 0; i < line.length; i++) {
      double fitted = 0;
      for (int j = 0; j < line.length; j++) {
        fitted += of(i, j) * line[j];
      }
      error += line[i] * (fitted - 2 * of(i, size - 1));
    }
    return error / rows();
  }
}
