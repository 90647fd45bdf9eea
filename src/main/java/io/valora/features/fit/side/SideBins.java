package io.valora.features.fit.side;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Bins of numbers: bin b holds numbers from {@code edges[b - 1]} to below {@code edges[b]}, the
 * first and the last bin whatever lies beyond.
 *
 * @param edges ascending, each once; none for one bin of all numbers
 */
record SideBins(List<Double> edges) implements Serializable {
  SideBins {
    edges = List.copyOf(edges);
  }

  /** The bins between some quantiles of numbers, of which none is left empty below the first. */
  static SideBins between(double least, List<Double> quantiles) {
    return new SideBins(
        quantiles.stream().filter(edge -> edge > least).distinct().sorted().toList());
  }

  /** The bins' names, one more than there are edges. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int bin = 0; bin <= edges.size(); bin++) {
      names.add(name(low(bin), high(bin)));
    }
    return names;
  }

  /** Lower bound of a bin; null for the first. */
  Double low(int bin) {
    return bin == 0 ? null : edges.get(bin - 1);
  }

  /** Upper bound of a bin; null for the last. */
  Double high(int bin) {
    return bin == edges.size() ? null : edges.get(bin);
  }

  private static String name(Double low, Double high) {
    if (low == null) {
      return high == null ? "any" : "below " + plain(high);
    }
    return high == null
        ? "from " + plain(low)
        : "from %s to below %s".formatted(plain(low), plain(high));
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
