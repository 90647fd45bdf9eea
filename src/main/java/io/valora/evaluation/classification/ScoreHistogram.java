package io.valora.evaluation.classification;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts of scores by class in 65,536 bins of one width in log odds, ln(score / (1 − score)), from
 * −32 to 32; the outermost bins take what lies beyond. Two scores whose odds differ by more than
 * 0.1 % are always kept apart, those of an overconfident model near 0 and 1 too. Rows in one bin
 * count as ties, as rows of one score do. One megabyte, however many rows.
 */
final class ScoreHistogram implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BINS = 1 << 16;
  private static final double FARTHEST = 32;
  private static final double BINS_PER_UNIT = BINS / (2 * FARTHEST);
  private static final double ROC_STEP = 0.01;

  private final long[] positives = new long[BINS];
  private final long[] negatives = new long[BINS];

  void add(ScoredText row) {
    (row.isPositive() ? positives : negatives)[bin(row.score())]++;
  }

  void merge(ScoreHistogram other) {
    for (int bin = 0; bin < BINS; bin++) {
      positives[bin] += other.positives[bin];
      negatives[bin] += other.negatives[bin];
    }
  }

  /** Share of (positive, negative) pairs in which the positive one scores higher; ties are half. */
  double rocAuc() {
    double pairs = 0;
    long positivesAbove = 0;
    long negativesAbove = 0;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      pairs += negatives[bin] * (positivesAbove + positives[bin] / 2.0);
      positivesAbove += positives[bin];
      negativesAbove += negatives[bin];
    }
    return pairs / positivesAbove / negativesAbove;
  }

  /** Mean of the precision at each score, weighted by the recall that it adds. */
  double averagePrecision() {
    double weighted = 0;
    long positivesAbove = 0;
    long above = 0;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      positivesAbove += positives[bin];
      above += positives[bin] + negatives[bin];
      if (positives[bin] > 0) {
        weighted += (double) positives[bin] * positivesAbove / above;
      }
    }
    return weighted / positivesAbove;
  }

  /**
   * From (0, 0) to (1, 1), a point wherever a rate has grown by a hundredth; about 200 at most.
   * Empty without rows of both classes.
   */
  List<RocPoint> rocCurve() {
    ConfusionCounts all = readFrom(0);
    List<RocPoint> points = new ArrayList<>();
    if (all.positives() == 0 || all.negatives() == 0) {
      return points;
    }
    RocPoint last = new RocPoint(1, 0, 0);
    points.add(last);
    long hits = 0;
    long alarms = 0;
    for (int bin = BINS - 1; bin >= 0; bin--) {
      hits += positives[bin];
      alarms += negatives[bin];
      double alarmRate = (double) alarms / all.negatives();
      double hitRate = (double) hits / all.positives();
      boolean hasGrown =
          alarmRate - last.falsePositiveRate() >= ROC_STEP
              || hitRate - last.truePositiveRate() >= ROC_STEP;
      if (hasGrown || bin == 0) {
        last = new RocPoint(threshold(bin), alarmRate, hitRate);
        points.add(last);
      }
    }
    return points;
  }

  /** The threshold with the most rows read right; of several the one nearest to 0.5. */
  ThresholdChoice bestThreshold() {
    ConfusionCounts all = readFrom(0);
    long right = all.right();
    long mostRight = right;
    int best = 0;
    for (int bin = 1; bin < BINS; bin++) {
      right += negatives[bin - 1] - positives[bin - 1];
      boolean isNearer = Math.abs(bin - BINS / 2) < Math.abs(best - BINS / 2);
      if (right > mostRight || right == mostRight && isNearer) {
        mostRight = right;
        best = bin;
      }
    }
    return new ThresholdChoice(threshold(best), all.rows(), mostRight);
  }

  /** Confusion counts with the threshold at this bin. */
  private ConfusionCounts readFrom(int lowest) {
    long[] above = new long[2];
    long[] below = new long[2];
    for (int bin = 0; bin < BINS; bin++) {
      long[] side = bin >= lowest ? above : below;
      side[0] += negatives[bin];
      side[1] += positives[bin];
    }
    return new ConfusionCounts(above[1], above[0], below[0], below[1]);
  }

  private static int bin(double score) {
    double logOdds = Math.log(score) - Math.log1p(-score);
    double bin = Math.floor((logOdds + FARTHEST) * BINS_PER_UNIT);
    return (int) Math.max(0, Math.min(BINS - 1, bin));
  }

  /** The least score of a bin; 0 of the first. */
  private static double threshold(int bin) {
    return bin == 0 ? 0 : 1 / (1 + Math.exp(FARTHEST - bin / BINS_PER_UNIT));
  }
}
