package io.valora.networks;

import io.valora.config.ConfigSection;
import io.valora.tower.Activation;
import java.util.List;

/**
 * The section {@code network} of a job.
 *
 * @param userEmbeddingDimension numbers learned per user, at least 1
 * @param itemEmbeddingDimension numbers learned per item, at least 1
 * @param hidden widths of the hidden layers, first to last; may be empty
 */
public record RatingNetworkConfig(
    NetworkKind kind,
    int userEmbeddingDimension,
    int itemEmbeddingDimension,
    List<Integer> hidden,
    Activation activation,
    RatingLoss loss,
    InitialBias initialBias,
    Regularization regularization) {
  private static final int DEFAULT_EMBEDDING_DIMENSION = 32;
  private static final List<Integer> DEFAULT_HIDDEN = List.of(256, 64);

  /** In place of dense layers, where the network is one of factors. */
  public static final RatingNetworkConfig FACTORS =
      new RatingNetworkConfig(
          NetworkKind.FACTORS,
          1,
          1,
          List.of(),
          Activation.IDENTITY,
          RatingLoss.MSE,
          InitialBias.MEAN,
          Regularization.NONE);

  public RatingNetworkConfig {
    hidden = List.copyOf(hidden);
  }

  /** Which network the section names; its other keys depend on that. */
  public static NetworkKind kind(ConfigSection section) {
    return section.choice("kind", NetworkKind.class, NetworkKind.EMBEDDING_MLP);
  }

  public static RatingNetworkConfig from(ConfigSection section) {
    return new RatingNetworkConfig(
        kind(section),
        section.integer("user-embedding-dimension", DEFAULT_EMBEDDING_DIMENSION, 1),
        section.integer("item-embedding-dimension", DEFAULT_EMBEDDING_DIMENSION, 1),
        section.integers("hidden", DEFAULT_HIDDEN, 1),
        section.choice("activation", Activation.class, Activation.RELU),
        section.choice("loss", RatingLoss.class, RatingLoss.MSE),
        section.choice("initial-bias", InitialBias.class, InitialBias.MEAN),
        Regularization.from(section));
  }
}
