package io.valora.base;

/**
 * Random choices that are a function of (seed, key) and never of partitioning or order. The mixer
 * is the finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
 * Generators, OOPSLA 2014).
 */
public final class KeyedHash {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private KeyedHash() {}

  /** 64 well-mixed bits of the parts, in this order. */
  public static long hash(long seed, long... parts) {
    long state = mix(seed + GOLDEN_GAMMA);
    for (long part : parts) {
      state = extended(state, part);
    }
    return state;
  }

  /** The hash of the parts of an earlier one and another part behind them. */
  public static long extended(long hash, long part) {
    return mix(hash ^ mix(part + GOLDEN_GAMMA));
  }

  /** A number in [0, 1), uniform over the keys. */
  public static double uniform(long seed, long... parts) {
    return uniformOf(hash(seed, parts));
  }

  /** The number in [0, 1) of a hash. */
  public static double uniformOf(long hash) {
    return (hash >>> 11) * 0x1.0p-53;
  }

  /** A permutation of all longs in which every input bit moves about half of the output bits. */
  public static long mix(long value) {
    long first = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    long second = (first ^ (first >>> 27)) * 0x94D049BB133111EBL;
    return second ^ (second >>> 31);
  }
}
