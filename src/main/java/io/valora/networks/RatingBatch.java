package io.valora.networks;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Encoded rows in the arrays that {@link RatingNetwork} takes. */
public final class RatingBatch {
  private RatingBatch() {}

  /** All three of one length; every array becomes [length, 1]. */
  public static MultiDataSet of(int[] users, int[] items, float[] ratings) {
    return new MultiDataSet(
        new INDArray[] {indices(users), indices(items)},
        new INDArray[] {Nd4j.createFromArray(ratings).reshape(ratings.length, 1)});
  }

  static INDArray indices(int[] indices) {
    return Nd4j.createFromArray(indices).reshape(indices.length, 1);
  }
}
