package io.valora.watch;

import java.time.Instant;
import java.util.Optional;

/**
 * Facts that a decision is a function of.
 *
 * @param champion its run; empty where the job has none
 * @param trained when a training last began: the champion's, or a later one that wasn't promoted
 * @param monitored the champion's last monitoring
 * @param labels rows with labels since the champion was trained
 * @param unpromoted run that was trained on the same rows after the same monitoring, and wasn't
 *     promoted
 */
public record WatchFacts(
    Optional<String> champion,
    Instant trained,
    Optional<Monitored> monitored,
    long labels,
    Optional<String> unpromoted,
    Instant now) {}
