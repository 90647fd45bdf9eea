package io.valora.lineage;

import java.time.Instant;
import java.util.Optional;

/**
 * A stage of a run that is done.
 *
 * @param seconds how long it took
 * @param finished when it was done
 * @param fingerprint of everything that determines its result; empty when unknown
 */
public record FinishedStage(
    String name, double seconds, Instant finished, Optional<String> fingerprint) {
  /** A stage with an unknown fingerprint. */
  public FinishedStage(String name, double seconds, Instant finished) {
    this(name, seconds, finished, Optional.empty());
  }
}
