package io.valora.storage;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** That a write found no space: on a disk, or below a folder with a quota. */
public final class FullStorage {
  private static final Pattern SAID =
      Pattern.compile("No space left on device|Disk quota exceeded|quota of .+ is exceeded");

  private FullStorage() {}

  /**
   * The error for a failure that a full disk caused, in a Spark task too; empty for others.
   *
   * @param action what was being done, such as {@code write the split}
   */
  public static Optional<JobException> in(Throwable thrown, String action) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof IOException failure && isSaidBy(failure)) {
        return Optional.of(
            JobException.cannot(
                Outcome.UNEXPECTED,
                action,
                firstLine(failure) + " (make space; the same command resumes from there)",
                thrown));
      }
    }
    return Optional.empty();
  }

  static boolean isSaidBy(IOException failure) {
    String message = failure.getMessage() == null ? "" : failure.getMessage();
    return SAID.matcher(message).find();
  }

  private static String firstLine(IOException failure) {
    return failure.getMessage().lines().findFirst().orElseThrow();
  }
}
