package io.valora.storage;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of a file, whose failures name it: they are no {@code IOException}s of a decoder. */
final class InputOfFile extends FilterInputStream {
  /** Of Hadoop's libraries, which aren't always there. */
  private static final String WRONG_CHECKSUM = "org.apache.hadoop.fs.ChecksumException";

  private final String address;

  /**
   * @param address of the file, as messages name it
   */
  InputOfFile(InputStream bytes, String address) {
    super(bytes);
    this.address = address;
  }

  @Override
  public int read() {
    try {
      return in.read();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private JobException failure(IOException e) {
    if (e.getClass().getName().equals(WRONG_CHECKSUM)) {
      String name = address.substring(address.lastIndexOf('/') + 1);
      return JobException.cannot(
          Outcome.DATA_REJECTED,
          "read " + address,
          "it doesn't fit its checksums in .%s.crc (restore the file, or delete the .crc file if"
                  .formatted(name)
              + " the file is right)",
          e);
    }
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return JobException.cannot(
        Retries.outcome(e), "read " + address, reason.lines().findFirst().orElse(""), e);
  }
}
