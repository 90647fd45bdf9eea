package io.valora.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.model.reference.BinnedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days drawn at random from what training saw, and from what it didn't. */
class DriftRuleTest {
  private static final int DAYS = 1000;
  private static final int COLUMNS = 20;
  private static final int REFERENCE = 20_000;
  private static final double[] DECILES = new double[10];

  static {
    Arrays.fill(DECILES, 0.1);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1000, 50_000})
  void aQuietDayOfTwentyColumnsAlarmsAtMostOnceInFifty(int rows) {
    assertThat(alarms(rows, IntStream.range(0, COLUMNS).mapToObj(i -> DECILES).toList()))
        .isLessThanOrEqualTo(DAYS / 50);
    assertThat(alarms(Math.min(1000, rows), mixed())).isLessThanOrEqualTo(DAYS / 50);
  }

  @ParameterizedTest
  @CsvSource({"1000, 0.2, 0, 85", "1000, 0, 0.05, 45", "5000, 0.2, 0, 100", "5000, 0, 0.05, 100"})
  void drifts(int rows, double shift, double constant, int percent) {
    assertThat(found(rows, moved(shift, constant))).isGreaterThanOrEqualTo(percent * DAYS / 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1000, 5000})
  void whatADayCouldHaveSeenIsSeenInFourOfFive(int rows) {
    SplittableRandom random = new SplittableRandom(7);
    BinShares quiet =
        BinShares.of(
            binned(drawn(DECILES, REFERENCE, random)), binned(drawn(DECILES, rows, random)));
    Visibility visible = Visibility.of(quiet, DriftRule.USUAL, COLUMNS, true);
    assertThat(found(rows, moved(visible.shift(), 0))).isBetween(700, 900);
    assertThat(found(rows, moved(0, visible.share()))).isBetween(700, 900);
    assertThat(Visibility.of(quiet, DriftRule.USUAL, COLUMNS, false).shift()).isNaN();
    BinShares known =
        BinShares.of(
            binned(new long[] {19_600, 400}), binned(new long[] {rows * 98 / 100, rows * 2 / 100}));
    Visibility unknown = Visibility.of(known, DriftRule.USUAL, COLUMNS, false);
    assertThat(unknown.share()).isLessThan(0.055);
  }

  private static int alarms(int rows, List<double[]> columns) {
    SplittableRandom random = new SplittableRandom(42);
    boolean[] alarm = new boolean[DAYS];
    for (double[] shares : columns) {
      long[] reference = drawn(shares, REFERENCE, random);
      for (int day = 0; day < DAYS; day++) {
        alarm[day] |= isAlarm(reference, drawn(shares, rows, random));
      }
    }
    int alarms = 0;
    for (boolean one : alarm) {
      alarms += one ? 1 : 0;
    }
    return alarms;
  }

  private static int found(int rows, double[] shares) {
    SplittableRandom random = new SplittableRandom(43);
    int found = 0;
    for (int day = 0; day < DAYS; day++) {
      found += isAlarm(drawn(DECILES, REFERENCE, random), drawn(shares, rows, random)) ? 1 : 0;
    }
    return found;
  }

  private static boolean isAlarm(long[] reference, long[] day) {
    BinShares shares = BinShares.of(binned(reference), binned(day));
    return shares.stabilityIndex()
            > DriftRule.USUAL.limit(
                shares.dayRows(), shares.referenceRows(), shares.filled(), COLUMNS)
        || DriftRule.USUAL.excess(shares, COLUMNS).ratio() > 1;
  }

  private static List<double[]> mixed() {
    List<double[]> columns = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      columns.add(
          switch (i % 5) {
            case 0 -> DECILES;
            case 1 -> zipf();
            case 2 -> new double[] {0.98, 0.02};
            case 3 -> new double[] {0.999, 0.001};
            default -> new double[] {0.3, 0.4, 0.2, 0.08, 0.02};
          });
    }
    return columns;
  }

  private static double[] zipf() {
    double[] shares = IntStream.rangeClosed(1, 50).mapToDouble(i -> 1.0 / i).toArray();
    double all = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / all).toArray();
  }

  /** Deciles of a normal distribution that moves, and a share that turns into one value. */
  private static double[] moved(double shift, double constant) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double[] shares = new double[10];
    double before = 0;
    for (int bin = 0; bin < 10; bin++) {
      double end = bin == 9 ? 1 : normal.inverseCumulativeProbability((bin + 1) / 10.0);
      double below = bin == 9 ? 1 : normal.cumulativeProbability(end - shift);
      shares[bin] = (below - before) * (1 - constant) + (bin == 5 ? constant : 0);
      before = below;
    }
    return shares;
  }

  /** Rows in bins, by Walker's alias method. */
  private static long[] drawn(double[] shares, int rows, SplittableRandom random) {
    int bins = shares.length;
    double[] keep = new double[bins];
    int[] alias = new int[bins];
    alias(shares, keep, alias);
    long[] drawn = new long[bins];
    for (int row = 0; row < rows; row++) {
      double at = random.nextDouble() * bins;
      int bin = (int) at;
      drawn[at - bin < keep[bin] ? bin : alias[bin]]++;
    }
    return drawn;
  }

  private static void alias(double[] shares, double[] keep, int[] alias) {
    int bins = shares.length;
    List<Integer> small = new ArrayList<>();
    List<Integer> large = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      keep[bin] = shares[bin] * bins;
      alias[bin] = bin;
      (keep[bin] < 1 ? small : large).add(bin);
    }
    while (!small.isEmpty() && !large.isEmpty()) {
      int low = small.remove(small.size() - 1);
      int high = large.get(large.size() - 1);
      alias[low] = high;
      keep[high] -= 1 - keep[low];
      if (keep[high] < 1) {
        small.add(large.remove(large.size() - 1));
      }
    }
    small.forEach(bin -> keep[bin] = 1);
    large.forEach(bin -> keep[bin] = 1);
  }

  private static BinnedRows binned(long[] rows) {
    return new BinnedRows(Arrays.stream(rows).boxed().toList(), 0, 0);
  }
}
