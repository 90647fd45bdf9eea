package io.valora.lineage;

import io.valora.base.JobException;

/**
 * The content of one split, whatever its order, files and partitions.
 *
 * @param rows how many rows, at least 0
 * @param hash the sum of the rows' 64-bit hashes modulo 2^64, as 16 lower-case hexadecimal digits
 */
public record DatasetFingerprint(long rows, String hash) {
  public DatasetFingerprint {
    if (rows < 0) {
      throw JobException.invalid("rows", rows, "must be at least 0");
    }
    if (!hash.matches("[0-9a-f]{16}")) {
      throw JobException.invalid("hash", hash, "must be 16 hexadecimal digits");
    }
  }

  /** The fingerprint whose hash is the given sum. */
  public static DatasetFingerprint of(long rows, long sum) {
    return new DatasetFingerprint(rows, "%016x".formatted(sum));
  }
}
