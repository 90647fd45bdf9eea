package io.valora.gates.serving;

import java.time.Duration;

/**
 * Limits of the serving JVM.
 *
 * @param heap such as {@code 1g}
 * @param time for everything but the stress
 */
public record ServingLimits(String heap, Duration time) {}
