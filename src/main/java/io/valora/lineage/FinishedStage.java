package io.valora.lineage;

import java.time.Instant;

/**
 * A stage of a run that is done.
 *
 * @param seconds how long it took
 * @param finished when it was done
 */
public record FinishedStage(String name, double seconds, Instant finished) {}
