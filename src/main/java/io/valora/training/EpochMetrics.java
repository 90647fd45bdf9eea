package io.valora.training;

/**
 * Loss and monitored metric of a network on one split, without dropout.
 *
 * @param loss mean over the rows, without penalties; NaN when the split is empty
 * @param metric the one of {@link EarlyStoppingConfig#metric}; NaN when the split is empty
 */
public record EpochMetrics(double loss, double metric) {}
