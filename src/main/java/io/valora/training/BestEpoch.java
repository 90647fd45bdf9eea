package io.valora.training;

import io.valora.networks.TrainedNetwork;

/**
 * The epoch that early stopping would hand back now.
 *
 * @param epoch from 1
 * @param metric of its validation split
 * @param network its weights
 */
public record BestEpoch(int epoch, double metric, TrainedNetwork network) {}
