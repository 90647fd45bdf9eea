package io.valora.serving.check;

/** Histogram of latencies: 16 bins for each power of two, whatever their number. */
final class Latencies {
  private static final int BINS_BITS = 4;
  private static final int BINS = 1 << BINS_BITS;

  private final long[] counts = new long[(Long.SIZE - BINS_BITS + 1) * BINS];
  private long total;

  void add(long nanoseconds) {
    counts[bin(Math.max(0, nanoseconds))]++;
    total++;
  }

  void add(Latencies other) {
    for (int bin = 0; bin < counts.length; bin++) {
      counts[bin] += other.counts[bin];
    }
    total += other.total;
  }

  /**
   * Upper end of the bin that a share of the latencies is at most in; 0 without any.
   *
   * @param share such as 0.99
   */
  long percentile(double share) {
    long left = (long) Math.ceil(share * total);
    for (int bin = 0; bin < counts.length && total > 0; bin++) {
      left -= counts[bin];
      if (left <= 0) {
        return upper(bin);
      }
    }
    return 0;
  }

  private static int bin(long nanoseconds) {
    if (nanoseconds < BINS) {
      return (int) nanoseconds;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanoseconds) - BINS_BITS;
    return (shift << BINS_BITS) + (int) (nanoseconds >>> shift);
  }

  private static long upper(int bin) {
    if (bin < 2 * BINS) {
      return bin;
    }
    int shift = (bin >>> BINS_BITS) - 1;
    return ((bin - ((long) shift << BINS_BITS) + 1) << shift) - 1;
  }
}
