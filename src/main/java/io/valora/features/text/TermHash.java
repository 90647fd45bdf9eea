package io.valora.features.text;

import io.valora.base.KeyedHash;

/**
 * 64 bits in place of a term. The chance that any two of a million terms share them is 1 in 37
 * million.
 */
public final class TermHash {
  private static final long START = 0x56616C6F7261L;

  private TermHash() {}

  /** A function of the term's characters alone. */
  public static long of(CharSequence term) {
    long hash = START;
    for (int i = 0; i < term.length(); i++) {
      hash = KeyedHash.mix(hash ^ term.charAt(i));
    }
    return KeyedHash.mix(hash ^ START);
  }
}
