package io.valora.features.fit.vectors;

import io.valora.base.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/**
 * For each row of the table of terms its vector; not copied.
 *
 * @param dimension numbers of a vector, at least 1
 * @param byRow {@code [rows][dimension]}, in the rows of a TextEncoder; null where a term has no
 *     vector, as row 0 always
 */
public record TermVectors(int dimension, float[][] byRow) {
  /** Rows of the table of terms. */
  public int rows() {
    return byRow.length;
  }

  /** Terms that have a vector. */
  public int known() {
    return (int) Arrays.stream(byRow).filter(Objects::nonNull).count();
  }

  /**
   * Writes the vectors over the numbers of their rows, and leaves the others alone.
   *
   * @param table begins with {@code [rows, dimension]}, row after row
   */
  public void copyTo(float[] table) {
    for (int row = 0; row < byRow.length; row++) {
      if (byRow[row] != null) {
        System.arraycopy(byRow[row], 0, table, row * dimension, dimension);
      }
    }
  }

  /** Tells vectors apart by what they hold, as a checkpoint's identity needs. */
  @Override
  public String toString() {
    return "TermVectors[%d of %d rows, dimension %d, sha256 %s]"
        .formatted(known(), rows(), dimension, hash());
  }

  /** SHA-256 of each vector behind its row, as little-endian numbers of four bytes. */
  private String hash() {
    MessageDigest sha256 = Sha256.digest();
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + dimension * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < byRow.length; row++) {
      if (byRow[row] != null) {
        bytes.clear().putInt(row).asFloatBuffer().put(byRow[row]);
        sha256.update(bytes.array());
      }
    }
    return Sha256.hex(sha256);
  }
}
