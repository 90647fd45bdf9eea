package io.valora.features.text;

import io.valora.base.KeyedHash;

/**
 * 64 bits in place of a term. The chance that any two of a million terms share them is 1 in 37
 * million.
 */
public final class TermHash {
  /** The hash of no characters, before it is {@link #ended}. */
  static final long START = 0x56616C6F7261L;

  private TermHash() {}

  /** A function of the term's characters alone. */
  public static long of(CharSequence term) {
    long hash = START;
    for (int i = 0; i < term.length(); i++) {
      hash = KeyedHash.mix(hash ^ term.charAt(i));
    }
    return ended(hash);
  }

  /** The hash of what {@code begun} is of and more characters behind, before it is ended. */
  static long continued(long begun, char[] characters, int from, int to) {
    long hash = begun;
    for (int i = from; i < to; i++) {
      hash = KeyedHash.mix(hash ^ characters[i]);
    }
    return hash;
  }

  /** The hash of all characters so far. */
  static long ended(long begun) {
    return KeyedHash.mix(begun ^ START);
  }
}
