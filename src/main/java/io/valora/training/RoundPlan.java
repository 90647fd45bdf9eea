package io.valora.training;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The rounds of a span of epochs.
 *
 * @param batchesPerEpoch of the largest shard, at least 1
 * @param batchesPerRound at most {@code batchesPerEpoch}
 */
public record RoundPlan(int batchesPerEpoch, int batchesPerRound) implements Serializable {
  public static RoundPlan of(Averaging averaging, int batchesPerEpoch) {
    return new RoundPlan(
        batchesPerEpoch,
        averaging.unit() == AveragingUnit.EPOCH
            ? batchesPerEpoch
            : Math.min(averaging.frequency(), batchesPerEpoch));
  }

  /** In order; several epochs are one round when a round holds whole epochs, else one by one. */
  public List<RoundSlice> rounds(EpochSpan epochs) {
    if (batchesPerRound == batchesPerEpoch && epochs.count() > 1) {
      return List.of(new RoundSlice(epochs.first(), epochs.last(), 0, batchesPerEpoch));
    }
    List<RoundSlice> rounds = new ArrayList<>();
    for (int epoch = epochs.first(); epoch <= epochs.last(); epoch++) {
      for (int batch = 0; batch < batchesPerEpoch; batch += batchesPerRound) {
        int end = Math.min(batchesPerEpoch, batch + batchesPerRound);
        rounds.add(new RoundSlice(epoch, epoch, batch, end));
      }
    }
    return rounds;
  }

  /** From 1; the same for all shards. */
  public long step(int epoch, int batch) {
    return (epoch - 1L) * batchesPerEpoch + batch + 1;
  }
}
