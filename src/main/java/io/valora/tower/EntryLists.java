package io.valora.tower;

import java.io.Serializable;

/**
 * For each id some rows of a table with weights, such as the columns of an item or the items that a
 * user rated. As large as a vocabulary; not copied.
 *
 * @param starts of each id from 0 on, and where the entries of the last end
 */
public record EntryLists(int[] starts, int[] indices, float[] weights) implements Serializable {
  /** Adds the entries of an id to the row that is being filled, and ends it. */
  public void addTo(Bags bags, int id) {
    if (id + 1 < starts.length) {
      bags.add(indices, weights, starts[id], starts[id + 1]);
    }
    bags.endRow();
  }

  /** Entries of all ids. */
  public int entries() {
    return indices.length;
  }

  /** Bytes of the arrays. */
  public long bytes() {
    return (long) Integer.BYTES * (starts.length + indices.length)
        + (long) Float.BYTES * weights.length;
  }
}
