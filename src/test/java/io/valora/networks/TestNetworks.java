package io.valora.networks;

import io.valora.tower.Activation;
import java.util.List;

/** Networks small enough to check by hand. */
final class TestNetworks {
  private TestNetworks() {}

  /** Two numbers per id, no regularization. */
  static EmbeddingNetworkConfig small(List<Integer> hidden) {
    return regularized(hidden, Regularization.NONE);
  }

  static EmbeddingNetworkConfig regularized(List<Integer> hidden, Regularization regularization) {
    return new EmbeddingNetworkConfig(
        2, 2, hidden, Activation.RELU, RatingLoss.MSE, InitialBias.MEAN, regularization);
  }
}
