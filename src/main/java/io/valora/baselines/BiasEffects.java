package io.valora.baselines;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Mean of the ratings, and by how much each user and item is above it: one number per index, on the
 * driver and on each executor, as large as the vocabularies.
 */
record BiasEffects(double mean, double[] users, double[] items) implements Serializable {
  /** Sums are whole numbers of a small unit, and so the same whatever the order of their terms. */
  private static final int SUM_BITS = 61;

  double of(int user, int item) {
    return mean + at(users, user) + at(items, item);
  }

  private static double at(double[] effects, int index) {
    return index < effects.length ? effects[index] : 0;
  }

  /** Side of a rating that an effect belongs to. */
  private enum Side {
    USER,
    ITEM
  }

  /**
   * Fits item and user effects in turn, from user effects of 0, two passes over the blocks a round.
   *
   * @param blocks persisted
   * @param summary of the blocks, which hold at least one rating
   */
  static BiasEffects fit(
      JavaRDD<RatingBlock> blocks, RatingBlock.Summary summary, BiasConfig config) {
    double unit = unit(summary, config.rounds());
    BiasEffects effects =
        new BiasEffects(
            summary.mean(),
            new double[summary.highestUser() + 1],
            new double[summary.highestItem() + 1]);
    for (int round = 0; round < config.rounds(); round++) {
      double[] items =
          sums(blocks, effects, Side.ITEM, unit).shrunkMeans(config.itemRegularization(), unit);
      effects = new BiasEffects(effects.mean, effects.users, items);
      double[] users =
          sums(blocks, effects, Side.USER, unit).shrunkMeans(config.userRegularization(), unit);
      effects = new BiasEffects(effects.mean, users, items);
    }
    return effects;
  }

  /** A power of two of which no sum of residuals, each up to some times the farthest, overflows. */
  private static double unit(RatingBlock.Summary summary, int rounds) {
    double largest = summary.farthest() * (2 * rounds + 1) * summary.rows();
    return largest > 0 ? Math.scalb(1, Math.getExponent(largest) + 1 - SUM_BITS) : 1;
  }

  private static Sums sums(JavaRDD<RatingBlock> blocks, BiasEffects known, Side side, double unit) {
    Broadcast<BiasEffects> sent =
        JavaSparkContext.fromSparkContext(blocks.context()).broadcast(known);
    try {
      int length = side == Side.USER ? known.users.length : known.items.length;
      return blocks.treeAggregate(
          new Sums(length),
          (sums, block) -> sums.add(block, sent.value(), side, unit),
          Sums::merge);
    } finally {
      sent.destroy();
    }
  }

  /** Sums by index of the residuals that the mean and the other side's effects leave. */
  private static final class Sums implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long[] residuals;
    private final int[] counts;

    Sums(int length) {
      residuals = new long[length];
      counts = new int[length];
    }

    Sums add(RatingBlock block, BiasEffects known, Side side, double unit) {
      int[] indices = side == Side.USER ? block.users() : block.items();
      int[] others = side == Side.USER ? block.items() : block.users();
      double[] effects = side == Side.USER ? known.items : known.users;
      for (int i = 0; i < indices.length; i++) {
        double residual = block.ratings()[i] - known.mean - effects[others[i]];
        residuals[indices[i]] += Math.round(residual / unit);
        counts[indices[i]]++;
      }
      return this;
    }

    Sums merge(Sums other) {
      for (int i = 0; i < counts.length; i++) {
        residuals[i] += other.residuals[i];
        counts[i] += other.counts[i];
      }
      return this;
    }

    double[] shrunkMeans(double regularization, double unit) {
      double[] means = new double[counts.length];
      for (int index = 1; index < counts.length; index++) {
        means[index] =
            counts[index] == 0 ? 0 : residuals[index] * unit / (counts[index] + regularization);
      }
      return means;
    }
  }
}
