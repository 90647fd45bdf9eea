package io.valora.tracking;

import java.time.Duration;
import java.util.Optional;

/** Failed call of an MLflow server; the message is a clause that names the call. */
final class MlflowFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final boolean passing;
  private final transient Optional<Duration> wait;

  private MlflowFailure(
      String message, int status, String code, boolean passing, Optional<Duration> wait) {
    super(message);
    this.status = status;
    this.code = code;
    this.passing = passing;
    this.wait = wait;
  }

  /** A failure that another try won't mend. */
  static MlflowFailure lasting(String message) {
    return new MlflowFailure(message, 0, "", false, Optional.empty());
  }

  /** A connection that failed or was cut, or an answer that didn't come. */
  static MlflowFailure passing(String message) {
    return new MlflowFailure(message, 0, "", true, Optional.empty());
  }

  /**
   * An answer other than 200.
   *
   * @param code MLflow's own, such as {@code RESOURCE_DOES_NOT_EXIST}; empty where it says none
   * @param wait that the server asks for
   */
  static MlflowFailure answered(String message, int status, String code, Optional<Duration> wait) {
    boolean passing = status == 429 || status >= 500 && status != 501;
    return new MlflowFailure(message, status, code, passing, wait);
  }

  boolean isStatus(int other) {
    return status == other;
  }

  boolean isCode(String other) {
    return code.equals(other);
  }

  /** Whether the same call may succeed a moment later. */
  boolean mayPass() {
    return passing;
  }

  /** How long the server asks to wait. */
  Optional<Duration> pause() {
    return wait;
  }
}
