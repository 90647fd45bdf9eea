package io.valora.training.shards;

import io.valora.base.KeyedHash;
import java.util.Arrays;

/**
 * A random order of the numbers from 0 to size - 1 as a function: any place can be asked for
 * without the others, and nothing is stored. A Feistel network permutes the next power of two; what
 * falls outside is permuted again (cycle walking; Black and Rogaway, 2002).
 */
final class ShuffledOrder {
  private static final int ROUNDS = 4;

  private final long[] roundKeys = new long[ROUNDS];
  private final int size;
  private final int lowBits;
  private final int lowMask;
  private final int highMask;

  ShuffledOrder(long seed, int size) {
    Arrays.setAll(roundKeys, round -> KeyedHash.hash(seed, round));
    this.size = size;
    int bits = Math.max(2, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, size - 1)));
    this.lowBits = (bits + 1) / 2;
    this.lowMask = (1 << lowBits) - 1;
    this.highMask = (1 << (bits - lowBits)) - 1;
  }

  /** The number at {@code place}, both in [0, size). */
  int at(int place) {
    long found = place;
    do {
      found = permuted(found);
    } while (found >= size);
    return (int) found;
  }

  private long permuted(long value) {
    int high = (int) (value >>> lowBits);
    int low = (int) value & lowMask;
    for (int round = 0; round < ROUNDS; round += 2) {
      high ^= (int) KeyedHash.mix(roundKeys[round] ^ low) & highMask;
      low ^= (int) KeyedHash.mix(roundKeys[round + 1] ^ high) & lowMask;
    }
    return ((long) high << lowBits) | low;
  }
}
