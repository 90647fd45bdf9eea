package io.valora.base;

/**
 * Outcome of a command; {@link #code()} is the exit status in client and local mode and stands in
 * {@code run.json}.
 */
public enum Outcome {
  /** Done, or already published. */
  DONE(0),
  /** Anything that no other outcome names. */
  UNEXPECTED(1),
  /** The job file or the arguments are wrong; nothing was started. */
  INVALID_REQUEST(2),
  /** Too many bad rows, a ledger mismatch, or no rows. */
  DATA_REJECTED(3),
  /** The model was trained, but it didn't pass its gates, or predicts no usable numbers. */
  UNUSABLE_MODEL(4),
  /** Another attempt is running. */
  ALREADY_RUNNING(5),
  /** The memory can't hold the training. */
  RESOURCES(6),
  /** Monitoring raised an alarm. */
  ALARM(7),
  /** Watching a job waits for labels, time or a monitoring. */
  WAITING(8),
  /** Watching a job trained it again, and the new run is champion. */
  RETRAINED(9),
  /** A signal ended the process: SIGTERM with this exit status, SIGINT with 130. */
  INTERRUPTED(143);

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  /** Exit status, 0 to 9 or 143. */
  public int code() {
    return code;
  }
}
