package io.valora.training;

import io.valora.networks.TrainableTower;
import io.valora.tower.Standardization;
import java.util.List;
import java.util.Optional;

/**
 * Inputs of one training of any tower.
 *
 * @param splits with the columns of {@code layout}
 * @param network its tables are first those of the layout, then the linked ones
 * @param unknownDropout share in [0, 1) of the indices that each epoch shows as unknown
 * @param negatives negative samples besides the rows of the splits
 * @param seed of starting weights, batches and dropout; same seed and same number of shards, same
 *     network to the bit. The stock engine keeps that with one or two shards, and up to the
 *     rounding of sums beyond, because dl4j-spark adds workers up in the order in which they finish
 * @param labels how the labels of the splits were brought to one size; losses and metrics are told
 *     in the unit that they had before
 * @param run as of {@link io.valora.training.shards.BatchPlan}
 * @param checkpoints where they are kept; none are written when empty
 */
public record RowTraining(
    TrainingSplits splits,
    RowLayout layout,
    TrainableTower network,
    List<LinkedTable> links,
    double unknownDropout,
    Negatives negatives,
    long seed,
    Standardization labels,
    int run,
    Optional<CheckpointPlace> checkpoints) {
  public RowTraining {
    links = List.copyOf(links);
  }

  /** Of labels as they are, and rows that are drawn one by one. */
  public RowTraining(
      TrainingSplits splits,
      RowLayout layout,
      TrainableTower network,
      List<LinkedTable> links,
      double unknownDropout,
      Negatives negatives,
      long seed,
      Optional<CheckpointPlace> checkpoints) {
    this(
        splits,
        layout,
        network,
        links,
        unknownDropout,
        negatives,
        seed,
        Standardization.NONE,
        1,
        checkpoints);
  }

  /** The same training of labels that were brought to one size. */
  public RowTraining withLabels(Standardization standardization) {
    return new RowTraining(
        splits,
        layout,
        network,
        links,
        unknownDropout,
        negatives,
        seed,
        standardization,
        run,
        checkpoints);
  }

  /** The same training of batches that take as many neighbors together. */
  public RowTraining inRuns(int rows) {
    return new RowTraining(
        splits, layout, network, links, unknownDropout, negatives, seed, labels, rows, checkpoints);
  }

  /** The same training with checkpoints. */
  public RowTraining withCheckpoints(CheckpointPlace place) {
    return new RowTraining(
        splits,
        layout,
        network,
        links,
        unknownDropout,
        negatives,
        seed,
        labels,
        run,
        Optional.of(place));
  }

  /** The same training of other rows, without checkpoints. */
  public RowTraining of(TrainingSplits others) {
    return new RowTraining(
        others,
        layout,
        network,
        links,
        unknownDropout,
        negatives,
        seed,
        labels,
        run,
        Optional.empty());
  }
}
