package io.valora.export.browser;

import io.valora.features.text.ShortHashRows;
import io.valora.storage.FileContent;

/**
 * A vocabulary of hashes as a page reads it. Each key is what it is more than the one before, and
 * first come the highest bytes of all, then the next ones: they are zeros for the most part, which
 * packs.
 */
public final class PageVocabulary {
  private static final int KEY_BYTES = ShortHashRows.BITS / Byte.SIZE;

  private PageVocabulary() {}

  /**
   * @param keys a file of ascending keys, with anything behind them
   * @param terms their number
   */
  public static FileContent of(byte[] keys, int terms) {
    byte[] out = keys.clone();
    long before = 0;
    for (int term = 0; term < terms; term++) {
      long key = 0;
      for (int i = 0; i < KEY_BYTES; i++) {
        key = key << Byte.SIZE | keys[term * KEY_BYTES + i] & 0xff;
      }
      for (int i = 0; i < KEY_BYTES; i++) {
        out[i * terms + term] = (byte) (key - before >>> Byte.SIZE * (KEY_BYTES - 1 - i));
      }
      before = key;
    }
    return target -> target.write(out);
  }
}
