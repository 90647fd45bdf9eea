package io.valora.networks;

import io.valora.config.ConfigSection;
import java.util.List;
import java.util.Set;

/** The section {@code network} of a rating job: each kind of network has its own keys. */
public sealed interface RatingNetworkConfig permits EmbeddingNetworkConfig, FactorsConfig {
  /** The rating networks that a job can name. */
  enum Kind {
    /** One embedding per user and per item, concatenated, into dense layers. */
    EMBEDDING_MLP,
    /** Biases and a product of factors. */
    FACTORS
  }

  /** Of factors where the section names no kind and has no key that only embeddings have. */
  static RatingNetworkConfig from(ConfigSection section) {
    boolean embeds = EmbeddingNetworkConfig.KEYS.stream().anyMatch(section::has);
    return switch (section.choice("kind", Kind.class, embeds ? Kind.EMBEDDING_MLP : Kind.FACTORS)) {
      case EMBEDDING_MLP -> EmbeddingNetworkConfig.from(section);
      case FACTORS -> FactorsConfig.from(section);
    };
  }

  Kind kind();

  /** Whether DL4J has layers for the network. */
  boolean hasStockLayers();

  /** Links that the network learns from, where the job has them. */
  Set<LinkKind> links();

  /**
   * Penalty on the table rows that a rating names, without which rare contexts would be learned by
   * heart; 0 for a network that learns no contexts.
   */
  default double rowPenalty() {
    return 0;
  }

  /** Neighbors in a shard that go into a batch together, mostly ratings of one user. */
  default int run() {
    return 1;
  }

  /**
   * The untrained network over tables of users and items, the biases of contexts where there are
   * some, and then one table for each link.
   *
   * @param links none when {@link #links} is empty
   */
  TrainableTower network(
      Vocabularies vocabularies, List<FactorLink> links, OptimizerConfig optimizer);

  /**
   * The network that answers in the ratings' own unit, where {@code trained} answers in one of
   * which each is as many.
   *
   * @param trained of {@link #withoutLinks}
   * @param unit above 0
   */
  TrainedNetwork inUnit(TrainedNetwork trained, Vocabularies vocabularies, double unit);

  /**
   * The network that scores as {@code trained} does from a user, an item and contexts alone.
   *
   * @param trained the network of {@link #network} with the same arguments
   */
  TrainedNetwork withoutLinks(
      TrainedNetwork trained,
      Vocabularies vocabularies,
      List<FactorLink> links,
      OptimizerConfig optimizer);
}
