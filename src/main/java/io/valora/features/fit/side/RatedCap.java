package io.valora.features.fit.side;

import io.valora.base.KeyedHash;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Upper bound on the rated items that represent a user, sampled by hash.
 *
 * @param most items of a user that are kept, at least 1: those of the lowest hash
 * @param seed of the hash
 */
public record RatedCap(int most, long seed) implements java.io.Serializable {
  /** At most 500 items a user. */
  public static final RatedCap DEFAULT = new RatedCap(500, 0);

  public RatedCap {
    if (most < 1) {
      throw new IllegalArgumentException("%d items are fewer than 1".formatted(most));
    }
  }

  /** The kept ones of a user's items, ascending; a function of the seed and the indices alone. */
  int[] kept(int user, int[] items) {
    IntStream kept = Arrays.stream(items);
    if (items.length > most) {
      kept =
          kept.boxed()
              .sorted(
                  Comparator.<Integer>comparingLong(item -> KeyedHash.hash(seed, user, item))
                      .thenComparing(Comparator.naturalOrder()))
              .limit(most)
              .mapToInt(Integer::intValue);
    }
    return kept.sorted().toArray();
  }
}
