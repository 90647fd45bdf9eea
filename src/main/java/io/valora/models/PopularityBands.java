package io.valora.models;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bands of an item's rank among the most popular items of train. */
public final class PopularityBands implements Serializable {
  /** All bands: most ratings first, then items that train doesn't know. */
  public static final List<String> NAMES =
      List.of("1-10", "11-100", "101-1000", "beyond-1000", "unknown");

  private static final long serialVersionUID = 1L;
  private static final int[] LAST = {10, 100, PopularItems.MOST};

  private final Map<String, Integer> ranks = new HashMap<>();

  public PopularityBands(PopularItems popular) {
    popular.items().forEach(item -> ranks.put(item.item(), ranks.size() + 1));
  }

  /**
   * The band of an item.
   *
   * @param index of the item, {@link Ids#UNKNOWN} when train doesn't know it
   */
  public String band(String item, int index) {
    if (index == Ids.UNKNOWN) {
      return NAMES.get(LAST.length + 1);
    }
    int rank = ranks.getOrDefault(item, Integer.MAX_VALUE);
    int band = 0;
    while (band < LAST.length && rank > LAST[band]) {
      band++;
    }
    return NAMES.get(band);
  }
}
