package io.valora.evaluation.rating;

import io.valora.evaluation.Histogram;

/**
 * Distribution of the predictions for rows with the same true rating.
 *
 * @param stars given, to the nearest half
 * @param predicted predictions for those rows
 */
public record StarDistribution(double stars, Histogram predicted) {}
