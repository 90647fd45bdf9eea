package io.valora.job.tuning;

/**
 * Step of a search.
 *
 * @param settings that take part, at least 1
 * @param epochs that each has had at its end, at most; the last rung has all of them
 */
public record Rung(int settings, int epochs) {}
