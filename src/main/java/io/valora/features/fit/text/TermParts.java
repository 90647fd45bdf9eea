package io.valora.features.fit.text;

import org.apache.spark.Partitioner;

/**
 * Parts of all terms, by their hash: a term's counts meet in its part.
 *
 * @param numPartitions at least 1
 */
final class TermParts extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int parts;

  TermParts(int parts) {
    this.parts = parts;
  }

  @Override
  public int numPartitions() {
    return parts;
  }

  @Override
  public int getPartition(Object part) {
    return (Integer) part;
  }

  /** By the bits that a table of terms doesn't place them by. */
  int of(long hash) {
    return (int) Long.remainderUnsigned(hash >>> Integer.SIZE, parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TermParts that && parts == that.parts;
  }

  @Override
  public int hashCode() {
    return parts;
  }
}
