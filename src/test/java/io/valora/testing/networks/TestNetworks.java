package io.valora.testing.networks;

import io.valora.networks.EmbeddingNetworkConfig;
import io.valora.networks.InitialBias;
import io.valora.networks.RatingLoss;
import io.valora.networks.Regularization;
import io.valora.tower.Activation;
import java.util.List;

/** Networks small enough to check by hand. */
public final class TestNetworks {
  private TestNetworks() {}

  /** Two numbers per id, no regularization. */
  public static EmbeddingNetworkConfig small(List<Integer> hidden) {
    return regularized(hidden, Regularization.NONE);
  }

  public static EmbeddingNetworkConfig regularized(
      List<Integer> hidden, Regularization regularization) {
    return new EmbeddingNetworkConfig(
        2, 2, hidden, Activation.RELU, RatingLoss.MSE, InitialBias.MEAN, regularization);
  }
}
