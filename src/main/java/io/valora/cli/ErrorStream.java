package io.valora.cli;

import java.io.FileDescriptor;
import java.lang.reflect.Field;

/**
 * Error stream of a process whose launcher reads what Java itself says there before anything else.
 */
final class ErrorStream {
  /** Number of the descriptor that is the launcher's own error stream. */
  private static final String DESCRIPTOR = "valora.error-stream";

  private ErrorStream() {}

  /**
   * Lets every stream on descriptor 2, also those opened before, write to the launcher's own error
   * stream.
   */
  static void open() {
    Integer descriptor = Integer.getInteger(DESCRIPTOR);
    if (descriptor == null) {
      return;
    }
    try {
      Field number = FileDescriptor.class.getDeclaredField("fd");
      number.setAccessible(true);
      number.setInt(FileDescriptor.err, descriptor);
    } catch (ReflectiveOperationException | RuntimeException refused) {
      // The launcher passes on what is written.
    }
  }
}
