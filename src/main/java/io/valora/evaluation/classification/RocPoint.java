package io.valora.evaluation.classification;

/**
 * Point of a ROC curve.
 *
 * @param threshold rows of this score or a higher one are read as 1
 * @param falsePositiveRate share of the rows with label 0 that are read as 1
 * @param truePositiveRate share of the rows with label 1 that are read as 1
 */
public record RocPoint(double threshold, double falsePositiveRate, double truePositiveRate) {}
