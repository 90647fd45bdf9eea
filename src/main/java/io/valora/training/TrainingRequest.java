package io.valora.training;

import io.valora.networks.Vocabularies;
import java.util.Optional;

/**
 * Inputs of one training of a rating network.
 *
 * @param vocabularies the known ids that the splits were encoded with
 * @param unknownDropout share in [0, 1) of users, and of items, that each epoch shows as unknown,
 *     so that row 0 of the tables learns what to say of them
 * @param seed of starting weights, batches and dropout; same seed and same number of shards, same
 *     network to the bit. The stock engine keeps that with one or two shards, and up to the
 *     rounding of sums beyond, because dl4j-spark adds workers up in the order in which they finish
 * @param checkpoints where they are kept; none are written when empty
 */
public record TrainingRequest(
    TrainingSplits splits,
    Vocabularies vocabularies,
    double unknownDropout,
    long seed,
    Optional<CheckpointPlace> checkpoints) {
  /** Without checkpoints. */
  public TrainingRequest(
      TrainingSplits splits, Vocabularies vocabularies, double unknownDropout, long seed) {
    this(splits, vocabularies, unknownDropout, seed, Optional.empty());
  }

  public TrainingRequest withCheckpoints(CheckpointPlace place) {
    return new TrainingRequest(splits, vocabularies, unknownDropout, seed, Optional.of(place));
  }
}
