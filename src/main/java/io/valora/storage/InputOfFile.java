package io.valora.storage;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Bytes of a file, whose failures name it: they are no {@code IOException}s of a decoder. */
final class InputOfFile extends FilterInputStream {
  private final String address;

  private InputOfFile(InputStream bytes, String address) {
    super(bytes);
    this.address = address;
  }

  /**
   * Opens a file. Hadoop takes the name of a checksum file with a colon for an address, so a file
   * with a colon in its name is read without checksums.
   *
   * @param address of the file, as messages name it
   */
  static InputOfFile open(FileSystem system, Path path, String address) throws IOException {
    boolean withoutChecksums =
        system instanceof ChecksumFileSystem && path.getName().indexOf(':') >= 0;
    FileSystem plain = withoutChecksums ? ((ChecksumFileSystem) system).getRawFileSystem() : system;
    return new InputOfFile(plain.open(path), address);
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
    if (e instanceof ChecksumException) {
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
