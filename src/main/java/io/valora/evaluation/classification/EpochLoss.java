package io.valora.evaluation.classification;

/**
 * Train and validation loss of one epoch.
 *
 * @param epoch from 1
 * @param train NaN when it was not measured
 * @param validation NaN when it was not measured
 */
public record EpochLoss(int epoch, double train, double validation) {}
