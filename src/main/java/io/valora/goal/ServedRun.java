package io.valora.goal;

import java.time.Instant;

/**
 * Run that a log has predictions of units of.
 *
 * @param first time of the first unit's first prediction
 */
public record ServedRun(String run, Instant first) {}
