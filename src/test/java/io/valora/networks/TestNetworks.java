package io.valora.networks;

import io.valora.tower.Nonlinearity;
import java.util.List;

/** Networks small enough to check by hand. */
final class TestNetworks {
  private TestNetworks() {}

  /** Two numbers per id, no regularization. */
  static NetworkConfig small(List<Integer> hidden) {
    return regularized(hidden, Regularization.NONE);
  }

  static NetworkConfig regularized(List<Integer> hidden, Regularization regularization) {
    return new NetworkConfig(
        NetworkKind.EMBEDDING_MLP,
        2,
        2,
        hidden,
        Nonlinearity.RELU,
        RatingLoss.MSE,
        InitialBias.MEAN,
        regularization);
  }
}
