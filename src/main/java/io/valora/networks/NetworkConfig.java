package io.valora.networks;

import io.valora.config.ConfigSection;
import io.valora.tower.Nonlinearity;
import java.util.List;

/**
 * The section {@code network} of a job.
 *
 * @param userEmbeddingDimension numbers learned per user, at least 1
 * @param itemEmbeddingDimension numbers learned per item, at least 1
 * @param hidden widths of the hidden layers, first to last; may be empty
 */
public record NetworkConfig(
    NetworkKind kind,
    int userEmbeddingDimension,
    int itemEmbeddingDimension,
    List<Integer> hidden,
    Nonlinearity activation,
    RatingLoss loss,
    InitialBias initialBias,
    Regularization regularization) {
  private static final int DEFAULT_EMBEDDING_DIMENSION = 32;
  private static final List<Integer> DEFAULT_HIDDEN = List.of(256, 64);

  public NetworkConfig {
    hidden = List.copyOf(hidden);
  }

  public static NetworkConfig from(ConfigSection section) {
    return new NetworkConfig(
        section.choice("kind", NetworkKind.class, NetworkKind.EMBEDDING_MLP),
        section.integer("user-embedding-dimension", DEFAULT_EMBEDDING_DIMENSION, 1),
        section.integer("item-embedding-dimension", DEFAULT_EMBEDDING_DIMENSION, 1),
        section.integers("hidden", DEFAULT_HIDDEN, 1),
        section.choice("activation", Nonlinearity.class, Nonlinearity.RELU),
        section.choice("loss", RatingLoss.class, RatingLoss.MSE),
        section.choice("initial-bias", InitialBias.class, InitialBias.MEAN),
        Regularization.from(section));
  }
}
