package io.valora.evaluation;

import java.io.Serializable;
import java.util.Arrays;

/** Counts of values in bins of one width; the outermost bins take what lies beyond them. */
public final class BinCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double lowest;
  private final double width;
  private final long[] counts;

  public BinCounts(double lowest, double width, int bins) {
    this.lowest = lowest;
    this.width = width;
    this.counts = new long[bins];
  }

  public void add(double value) {
    double bin = Math.floor((value - lowest) / width);
    counts[(int) Math.max(0, Math.min(counts.length - 1, bin))]++;
  }

  public void merge(BinCounts other) {
    for (int bin = 0; bin < counts.length; bin++) {
      counts[bin] += other.counts[bin];
    }
  }

  public Histogram histogram() {
    return new Histogram(lowest, width, Arrays.stream(counts).boxed().toList());
  }
}
