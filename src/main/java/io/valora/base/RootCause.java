package io.valora.base;

/** Last of the causes of a failure. */
public final class RootCause {
  private RootCause() {}

  /** The failure itself where it has no cause. */
  public static Throwable of(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
