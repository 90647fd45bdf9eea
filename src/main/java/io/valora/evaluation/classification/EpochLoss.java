package io.valora.evaluation.classification;

/**
 * What an epoch left of the loss.
 *
 * @param epoch from 1
 * @param train NaN when it was not measured
 * @param validation NaN when it was not measured
 */
public record EpochLoss(int epoch, double train, double validation) {}
