package io.valora.testing.training;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Generated ratings from 1 to 5 with latent taste: a mean, biases, the product of ten latent
 * factors of user and item, and noise. How much a user rates is log-normal, what it rates follows a
 * power law of the items; it rates nothing twice.
 *
 * @param users of the ratings, ascending from 1
 * @param items of the ratings, from 1
 * @param stars of the ratings
 */
public record LatentRatings(int[] users, int[] items, float[] stars) implements Serializable {
  private static final int FACTORS = 10;
  private static final double MEAN = 3.6;
  private static final double BIAS = 0.4;
  private static final double NOISE = 0.8;
  private static final double TASTE = 0.4;
  private static final double POWER = 0.7;
  private static final double RANK_SHIFT = 10;

  /** About {@code count} ratings; the same for the same arguments. */
  public static LatentRatings of(int users, int items, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] activity = random(random, users, 1);
    double sum = Arrays.stream(activity).map(Math::exp).sum();
    int[] counts =
        Arrays.stream(activity)
            .mapToInt(a -> (int) Math.min(items / 2.0, Math.ceil(Math.exp(a) / sum * count)))
            .toArray();
    int all = Arrays.stream(counts).sum();
    LatentRatings made = new LatentRatings(new int[all], new int[all], new float[all]);
    made.fill(counts, items, random);
    return made;
  }

  public int count() {
    return users.length;
  }

  private void fill(int[] counts, int itemCount, SplittableRandom random) {
    double taste = Math.sqrt(TASTE / Math.sqrt(FACTORS));
    double[] itemFactors = random(random, itemCount * FACTORS, taste);
    double[] itemBiases = random(random, itemCount, BIAS);
    double[] popularity = popularity(itemCount, random);
    int row = 0;
    for (int user = 0; user < counts.length; user++) {
      double[] factors = random(random, FACTORS, taste);
      double bias = random.nextGaussian() * BIAS;
      BitSet rated = new BitSet(itemCount);
      for (int k = 0; k < counts[user]; k++, row++) {
        int item = unrated(rated, popularity, random);
        double product = 0;
        for (int f = 0; f < FACTORS; f++) {
          product += factors[f] * itemFactors[item * FACTORS + f];
        }
        double rating = MEAN + bias + itemBiases[item] + product + NOISE * random.nextGaussian();
        users[row] = 1 + user;
        items[row] = 1 + item;
        stars[row] = Math.max(1, Math.min(5, Math.round(rating)));
      }
    }
  }

  private static int unrated(BitSet rated, double[] popularity, SplittableRandom random) {
    while (true) {
      int found = Arrays.binarySearch(popularity, random.nextDouble());
      int item = Math.min(popularity.length - 1, found < 0 ? ~found : found);
      if (!rated.get(item)) {
        rated.set(item);
        return item;
      }
    }
  }

  /** Sums of the shares of items in a random order of their ranks. */
  private static double[] popularity(int items, SplittableRandom random) {
    double[] shares = new double[items];
    for (int i = 0; i < items; i++) {
      int other = random.nextInt(i + 1);
      shares[i] = shares[other];
      shares[other] = Math.pow(i + RANK_SHIFT, -POWER);
    }
    double all = Arrays.stream(shares).sum();
    double sum = 0;
    for (int i = 0; i < items; i++) {
      sum += shares[i] / all;
      shares[i] = sum;
    }
    return shares;
  }

  private static double[] random(RandomGenerator random, int count, double deviation) {
    double[] numbers = new double[count];
    Arrays.setAll(numbers, i -> random.nextGaussian() * deviation);
    return numbers;
  }
}
