package io.valora.evaluation.rating;

/**
 * The part of the test rows that train was equally familiar with.
 *
 * @param rmse NaN without rows
 */
public record SliceMetrics(Familiarity familiarity, long rows, double rmse) {}
