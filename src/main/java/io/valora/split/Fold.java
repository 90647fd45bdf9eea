package io.valora.split;

/**
 * One fold of a cross-validation.
 *
 * @param number from 0
 * @param count of folds
 * @param stoppingShare share of the rows to train on, in [0, 1), that early stopping watches
 */
public record Fold(int number, int count, double stoppingShare) {}
