package io.valora.base;

import java.util.Optional;

/**
 * A failure whose message a user can act on, with the outcome it leads to. Messages follow one
 * grammar: {@code Invalid <yaml.path>: <value> (must …)} or {@code Cannot <do>: <reason>}.
 */
public final class JobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;

  public JobException(Outcome outcome, String message) {
    this(outcome, message, null);
  }

  /**
   * @param message in which addresses lose their user-info, see {@link Secrets}
   */
  public JobException(Outcome outcome, String message, Throwable cause) {
    super(Secrets.masked(message), cause);
    this.outcome = outcome;
  }

  /** {@code Invalid <path>: <value> (<must>)}, an {@link Outcome#INVALID_REQUEST}. */
  public static JobException invalid(String path, Object value, String must) {
    return new JobException(Outcome.INVALID_REQUEST, invalidMessage(path, value, must));
  }

  /** The sentence of {@link #invalid}, for callers that collect several. */
  public static String invalidMessage(String path, Object value, String must) {
    return "Invalid %s: %s (%s)".formatted(path, value, must);
  }

  /** {@code Cannot <action>: <reason>}. */
  public static JobException cannot(Outcome outcome, String action, String reason) {
    return new JobException(outcome, "Cannot %s: %s".formatted(action, reason));
  }

  /** {@code Cannot <action>: <reason>}, keeping what led to it. */
  public static JobException cannot(
      Outcome outcome, String action, String reason, Throwable cause) {
    return new JobException(outcome, "Cannot %s: %s".formatted(action, reason), cause);
  }

  /** The first of our own failures in the chain of causes; Spark wraps what a task threw. */
  public static Optional<JobException> in(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof JobException failure) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }

  public Outcome outcome() {
    return outcome;
  }
}
