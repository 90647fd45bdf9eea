package io.valora.evaluation.classification;

/**
 * The rows with a score from {@code from} to below {@code to}; of the last bin, to {@code to}.
 *
 * @param meanScore NaN without rows
 * @param positiveShare share of them that has label 1, NaN without rows
 */
public record CalibrationBin(
    double from, double to, long rows, double meanScore, double positiveShare) {}
