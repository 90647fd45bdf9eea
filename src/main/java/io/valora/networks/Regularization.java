package io.valora.networks;

import io.valora.config.ConfigSection;

/**
 * Regularization against overfitting.
 *
 * @param dropout share in [0, 1) of the outputs of every hidden layer that training sets to 0,
 *     scaling up the rest
 * @param embeddingDropout the same for the concatenated embeddings
 * @param l2 at least 0; adds l2 / 2 · Σ w² over the weights (not the biases) of the dense layers
 * @param embeddingL2 at least 0; what pulls both embedding tables to zero, whether or not a row is
 *     in the batch. The averaging engine multiplies every row by 1 - learning rate · embeddingL2 in
 *     each step (see TowerDesign); DL4J's layers add embeddingL2 / 2 · Σ w² to the loss, which is
 *     the same for gradient descent alone
 */
public record Regularization(
    double dropout, double embeddingDropout, double l2, double embeddingL2) {
  /** None at all. */
  public static final Regularization NONE = new Regularization(0, 0, 0, 0);

  static Regularization from(ConfigSection section) {
    return new Regularization(
        section.fraction("dropout", 0),
        section.fraction("embedding-dropout", 0),
        section.atLeastZero("l2", 0),
        section.atLeastZero("embedding-l2", 0));
  }

  /** Whether training draws random numbers. */
  public boolean drops() {
    return dropout > 0 || embeddingDropout > 0;
  }
}
