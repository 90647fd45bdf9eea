package io.valora.ingest.tables;

import io.valora.base.Sha256;
import io.valora.lineage.InputFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Digest of the rows that a table had when it was read, whatever their order. */
public final class TableDigest {
  private final MessageDigest digest = Sha256.digest();
  private long sum;

  /** Adds a row. */
  public void add(List<Object> values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      String shown = String.valueOf(value);
      text.append(value == null ? -1 : shown.length()).append(':').append(shown);
    }
    byte[] hash = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
    sum += ByteBuffer.wrap(hash).getLong();
  }

  /** Sum of the rows' hashes, each the first 64 bits of a SHA-256. */
  public long sum() {
    return sum;
  }

  /**
   * The SHA-256 of the columns, the number of rows and the sum of the rows' hashes; the length is
   * 0, since a table has no bytes.
   *
   * @param columns names and types
   * @param sum of all rows, typed and bad
   */
  public static InputFile of(String name, String columns, long rows, long sum) {
    MessageDigest digest = Sha256.digest();
    digest.update(
        "%s\n%d rows\n%016x\n".formatted(columns, rows, sum).getBytes(StandardCharsets.UTF_8));
    return new InputFile(name, 0, Sha256.hex(digest));
  }
}
