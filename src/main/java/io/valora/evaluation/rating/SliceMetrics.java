package io.valora.evaluation.rating;

/**
 * Metrics of one slice of the test rows.
 *
 * @param rmse NaN without rows
 */
public record SliceMetrics(Familiarity familiarity, long rows, double rmse) {}
