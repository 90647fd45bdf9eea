package io.valora.evaluation.rating;

import io.valora.evaluation.Histogram;

/**
 * What was predicted where users really gave one number of stars.
 *
 * @param stars given, to the nearest half
 * @param predicted predictions for those rows
 */
public record StarDistribution(double stars, Histogram predicted) {}
