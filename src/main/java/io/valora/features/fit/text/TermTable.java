package io.valora.features.fit.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.features.text.TermHash;
import java.util.Arrays;

/**
 * Counts of terms by their {@link TermHash}: two terms of one hash count as the one that came
 * first. An open-addressing table at most half full, 64 to 128 bytes a term and the term itself.
 */
final class TermTable {
  private static final int CELLS = 4;
  private static final int TEXTS = 1;
  private static final int POSITIVE = 2;

  /** The last text that was counted, above the number of the term from 1. */
  private static final int LAST_AND_TERM = 3;

  private static final int FEWEST_SLOTS = 1 << 10;

  private long[] cells = new long[FEWEST_SLOTS * CELLS];
  private int[] ends = new int[FEWEST_SLOTS];
  private byte[] bytes = new byte[FEWEST_SLOTS * Long.BYTES];
  private int terms;
  private int text;

  /** Terms in the table. */
  int size() {
    return terms;
  }

  /** Bytes of all terms in UTF-8. */
  int bytes() {
    return terms == 0 ? 0 : ends[terms - 1];
  }

  /** The terms from now on are those of another text. */
  void nextText() {
    text++;
  }

  /** Counts a term of the text, unless the text has had it before. */
  void count(CharSequence term, long hash, long label) {
    int cell = cellOf(hash);
    if (isFree(cell)) {
      byte[] added = term.toString().getBytes(UTF_8);
      cell = added(cell, hash, added, 0, added.length);
    } else if (cells[cell + LAST_AND_TERM] >>> Integer.SIZE == text) {
      return;
    }
    cells[cell + TEXTS]++;
    cells[cell + POSITIVE] += label;
    cells[cell + LAST_AND_TERM] = (long) text << Integer.SIZE | (int) cells[cell + LAST_AND_TERM];
  }

  /** Adds what another table counted. */
  void add(long hash, long texts, long positive, byte[] of, int start, int end) {
    int cell = cellOf(hash);
    if (isFree(cell)) {
      cell = added(cell, hash, of, start, end);
    }
    cells[cell + TEXTS] += texts;
    cells[cell + POSITIVE] += positive;
  }

  /** Is given one term after the other. */
  interface Visitor {
    void visit(long hash, long texts, long positive, byte[] bytes, int start, int end);
  }

  /** Gives all terms, in no particular order. */
  void forEach(Visitor visitor) {
    for (int cell = 0; cell < cells.length; cell += CELLS) {
      if (!isFree(cell)) {
        int term = (int) cells[cell + LAST_AND_TERM];
        visitor.visit(
            cells[cell],
            cells[cell + TEXTS],
            cells[cell + POSITIVE],
            bytes,
            term == 1 ? 0 : ends[term - 2],
            ends[term - 1]);
      }
    }
  }

  private boolean isFree(int cell) {
    return cells[cell + LAST_AND_TERM] == 0;
  }

  /** Where the hash is, or the free place where it would go. */
  private int cellOf(long hash) {
    int mask = cells.length - 1;
    int cell = (int) hash * CELLS & mask;
    while (!isFree(cell) && cells[cell] != hash) {
      cell = cell + CELLS & mask;
    }
    return cell;
  }

  private int added(int free, long hash, byte[] of, int start, int end) {
    int cell = free;
    if (2 * (terms + 1) > cells.length / CELLS) {
      grow();
      cell = cellOf(hash);
    }
    if (terms == ends.length) {
      ends = Arrays.copyOf(ends, 2 * terms);
    }
    int from = bytes();
    int to = Math.addExact(from, end - start);
    if (to > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, 2L * to));
    }
    System.arraycopy(of, start, bytes, from, end - start);
    ends[terms++] = to;
    cells[cell] = hash;
    cells[cell + LAST_AND_TERM] = terms;
    return cell;
  }

  private void grow() {
    long[] before = cells;
    cells = new long[Math.multiplyExact(before.length, 2)];
    for (int from = 0; from < before.length; from += CELLS) {
      if (before[from + LAST_AND_TERM] != 0) {
        System.arraycopy(before, from, cells, cellOf(before[from]), CELLS);
      }
    }
  }
}
