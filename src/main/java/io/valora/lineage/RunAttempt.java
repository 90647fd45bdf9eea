package io.valora.lineage;

import io.valora.base.JobException;
import java.util.Optional;

/**
 * Attempt at a run.
 *
 * @param token higher than that of every attempt before; 0 before the first
 * @param stageFingerprint of the stage that it is in or ended in; empty when unknown
 */
public record RunAttempt(long token, Optional<String> stageFingerprint) {
  /** No attempt yet. */
  public static final RunAttempt NONE = new RunAttempt(0, Optional.empty());

  public RunAttempt {
    if (token < 0) {
      throw JobException.invalid("attempt", token, "must be at least 0");
    }
  }
}
