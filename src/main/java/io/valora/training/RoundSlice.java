package io.valora.training;

import java.io.Serializable;

/**
 * Range of batches that each shard trains on between two averagings: of each of the epochs, these
 * batches.
 *
 * @param firstEpoch from 1
 * @param lastEpoch at least {@code firstEpoch}
 * @param firstBatch from 0
 * @param endBatch one past the last; a shard may have fewer batches
 */
public record RoundSlice(int firstEpoch, int lastEpoch, int firstBatch, int endBatch)
    implements Serializable {}
