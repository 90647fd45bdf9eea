package io.valora.networks;

import io.valora.config.ConfigSection;
import io.valora.tower.Activation;
import java.util.List;
import java.util.Set;

/**
 * The section {@code network} of a rating job whose kind is embedding-mlp; see {@link
 * RatingNetwork}.
 *
 * @param userEmbeddingDimension numbers learned per user, at least 1
 * @param itemEmbeddingDimension numbers learned per item, at least 1
 * @param hidden widths of the hidden layers, first to last; may be empty
 */
public record EmbeddingNetworkConfig(
    int userEmbeddingDimension,
    int itemEmbeddingDimension,
    List<Integer> hidden,
    Activation activation,
    RatingLoss loss,
    InitialBias initialBias,
    Regularization regularization)
    implements RatingNetworkConfig {
  /** Keys that no other kind has. */
  static final List<String> KEYS =
      List.of(
          "user-embedding-dimension",
          "item-embedding-dimension",
          "hidden",
          "activation",
          "loss",
          "initial-bias",
          "dropout",
          "embedding-dropout",
          "l2",
          "embedding-l2");

  private static final int DEFAULT_EMBEDDING_DIMENSION = 32;
  private static final List<Integer> DEFAULT_HIDDEN = List.of(256, 64);

  public EmbeddingNetworkConfig {
    hidden = List.copyOf(hidden);
  }

  static EmbeddingNetworkConfig from(ConfigSection section) {
    return new EmbeddingNetworkConfig(
        section.integer("user-embedding-dimension", DEFAULT_EMBEDDING_DIMENSION, 1),
        section.integer("item-embedding-dimension", DEFAULT_EMBEDDING_DIMENSION, 1),
        section.integers("hidden", DEFAULT_HIDDEN, 1),
        section.choice("activation", Activation.class, Activation.RELU),
        section.choice("loss", RatingLoss.class, RatingLoss.MSE),
        section.choice("initial-bias", InitialBias.class, InitialBias.MEAN),
        Regularization.from(section));
  }

  @Override
  public Kind kind() {
    return Kind.EMBEDDING_MLP;
  }

  @Override
  public boolean hasStockLayers() {
    return true;
  }

  @Override
  public Set<LinkKind> links() {
    return Set.of();
  }

  @Override
  public TrainableTower network(
      Vocabularies vocabularies, List<FactorLink> links, OptimizerConfig optimizer) {
    if (!links.isEmpty()) {
      throw new IllegalArgumentException("A network of embeddings takes no links");
    }
    return new TowerNetwork(new RatingNetwork(this, vocabularies, optimizer));
  }

  @Override
  public TrainedNetwork withoutLinks(
      TrainedNetwork trained,
      Vocabularies vocabularies,
      List<FactorLink> links,
      OptimizerConfig optimizer) {
    return trained;
  }

  /** The last layer's weights and its bias are the last numbers, whatever the engine. */
  @Override
  public TrainedNetwork inUnit(TrainedNetwork trained, Vocabularies vocabularies, double unit) {
    int inputs =
        hidden.isEmpty()
            ? userEmbeddingDimension + itemEmbeddingDimension
            : hidden.get(hidden.size() - 1);
    float[] parameters = trained.parameters().clone();
    for (int i = parameters.length - inputs - 1; i < parameters.length; i++) {
      parameters[i] *= (float) unit;
    }
    return new TrainedNetwork(trained.configuration(), parameters);
  }

  /** The text by which checkpoints know the network: it stays the same from version to version. */
  @Override
  public String toString() {
    return ("NetworkConfig[kind=EMBEDDING_MLP, userEmbeddingDimension=%d,"
            + " itemEmbeddingDimension=%d, hidden=%s, activation=%s, loss=%s, initialBias=%s,"
            + " regularization=%s]")
        .formatted(
            userEmbeddingDimension,
            itemEmbeddingDimension,
            hidden,
            activation,
            loss,
            initialBias,
            regularization);
  }
}
