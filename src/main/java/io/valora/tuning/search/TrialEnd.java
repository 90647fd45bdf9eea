package io.valora.tuning.search;

/**
 * End of a trial, or of its part in a rung.
 *
 * @param number of the trial, from 1
 * @param done trials of the rung that have ended
 * @param of trials of the rung
 */
public record TrialEnd(int number, TrialResult result, int done, int of) {}
