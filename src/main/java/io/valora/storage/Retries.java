package io.valora.storage;

import io.valora.base.Outcome;
import io.valora.base.Secrets;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries again what storage refused but may grant a moment later, five times in about two seconds;
 * what no waiting mends (a missing file, a missing permission, a full disk) is given up at once.
 */
final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final int TRIES = 5;
  private static final long FIRST_PAUSE_MILLISECONDS = 100;

  /** Between the looking up and the opening of a file; of hadoop-aws, which isn't always there. */
  private static final String CHANGED = "org.apache.hadoop.fs.s3a.RemoteFileChangedException";

  /** Of Hadoop's libraries, which aren't always there. */
  private static final Set<String> LASTING =
      Set.of(
          "org.apache.hadoop.security.AccessControlException",
          "org.apache.hadoop.fs.FileAlreadyExistsException",
          "org.apache.hadoop.fs.ParentNotDirectoryException",
          "org.apache.hadoop.fs.PathIOException",
          "org.apache.hadoop.fs.UnsupportedFileSystemException");

  private Retries() {}

  /** Something that may be done twice. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  static <T> T run(Work<T> work) throws IOException {
    for (int failed = 1; ; failed++) {
      try {
        return work.run();
      } catch (IOException e) {
        if (failed == TRIES || !mayPass(e)) {
          throw e;
        }
        LOG.warn("Storage fails, to be asked again: {}", Secrets.masked(String.valueOf(e)));
        pause(FIRST_PAUSE_MILLISECONDS << (failed - 1), e);
      }
    }
  }

  static boolean mayPass(IOException thrown) {
    if (thrown.getClass().getName().equals(CHANGED)) {
      return true;
    }
    boolean lasting =
        thrown instanceof FileNotFoundException
            || isLastingInHadoop(thrown.getClass())
            || thrown instanceof FileSystemException
            || thrown instanceof InterruptedIOException;
    return !lasting && !FullStorage.isSaidBy(thrown);
  }

  private static boolean isLastingInHadoop(Class<?> type) {
    return type != null
        && (LASTING.contains(type.getName()) || isLastingInHadoop(type.getSuperclass()));
  }

  /** Outcome of exhausted retries: 1 if transient, else 2. */
  static Outcome outcome(Exception thrown) {
    return thrown instanceof IOException e
            && (mayPass(e) || FullStorage.isSaidBy(e) || e instanceof InterruptedIOException)
        ? Outcome.UNEXPECTED
        : Outcome.INVALID_REQUEST;
  }

  private static void pause(long milliseconds, IOException because) throws IOException {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw because;
    }
  }
}
