package io.valora.networks;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.features.fit.vectors.TermVectors;
import io.valora.tower.Activation;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TableShape.Learning;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.util.List;
import java.util.OptionalInt;

/**
 * The section {@code network} of a sentiment job.
 *
 * @param embeddingDimension numbers learned per term, at least 1; a bag of terms has 1
 * @param hidden widths of the hidden layers, first to last; may be empty
 * @param dropout share in [0, 1) of the hidden outputs that training sets to 0
 * @param penalty at least 0; adds penalty / 2 · |e|² for each term e that a text has
 */
public record TextNetworkConfig(
    Kind kind, int embeddingDimension, List<Integer> hidden, double dropout, double penalty) {
  private static final double BOUND = 0.05;
  private static final List<String> EMBEDDING_KEYS =
      List.of("embedding-dimension", "hidden", "dropout");

  /** The networks that a job can name. */
  public enum Kind {
    /** The weighted sum of the terms' embeddings, dense layers with ReLU, one logit. */
    EMBEDDING_AVERAGE,
    /** A weight per term: the logit is linear in the terms' weights. */
    BAG_OF_TERMS
  }

  public TextNetworkConfig {
    hidden = List.copyOf(hidden);
  }

  public static TextNetworkConfig from(ConfigSection section) {
    return from(section, Kind.BAG_OF_TERMS);
  }

  /**
   * @param usual the kind where the section names none and has no key that only embeddings have
   */
  public static TextNetworkConfig from(ConfigSection section, Kind usual) {
    boolean embeds = EMBEDDING_KEYS.stream().anyMatch(section::has);
    Kind kind = section.choice("kind", Kind.class, embeds ? Kind.EMBEDDING_AVERAGE : usual);
    double penalty = section.atLeastZero("penalty", 0);
    return kind == Kind.BAG_OF_TERMS
        ? new TextNetworkConfig(kind, 1, List.of(), 0, penalty)
        : new TextNetworkConfig(
            kind,
            section.integer("embedding-dimension", 50, 1),
            section.integers("hidden", List.of(16), 1),
            section.fraction("dropout", 0),
            penalty);
  }

  /** Numbers of the vectors that terms can start at; a bag of terms has no vectors. */
  public OptionalInt vectorDimension() {
    return kind == Kind.BAG_OF_TERMS ? OptionalInt.empty() : OptionalInt.of(embeddingDimension);
  }

  /**
   * @param rows of the table of terms
   */
  public RowNetwork network(int rows, OptimizerConfig optimizer) {
    return network(rows, optimizer, Learning.LEARNED);
  }

  /**
   * The same network, whose terms start at vectors where they have one.
   *
   * @param vectors of all rows of the table of terms
   * @param learning what training does to the table
   * @throws JobException when the vectors have not {@link #vectorDimension()} numbers
   */
  public TrainableTower network(TermVectors vectors, OptimizerConfig optimizer, Learning learning) {
    if (kind == Kind.BAG_OF_TERMS) {
      throw JobException.invalid(
          "network.kind", "bag-of-terms", "must be embedding-average with vectors");
    }
    if (vectors.dimension() != embeddingDimension) {
      throw JobException.invalid(
          "network.embedding-dimension",
          embeddingDimension,
          "must be %d, the dimension of the vectors".formatted(vectors.dimension()));
    }
    return new PretrainedNetwork(network(vectors.rows(), optimizer, learning), vectors);
  }

  private RowNetwork network(int rows, OptimizerConfig optimizer, Learning learning) {
    TowerShape shape =
        kind == Kind.BAG_OF_TERMS
            ? TowerShape.factors(0, TowerLoss.CROSS_ENTROPY)
            : new TowerShape(
                embeddingDimension, hidden, Activation.RELU, TowerLoss.CROSS_ENTROPY, dropout, 0);
    List<TableShape> terms =
        List.of(new TableShape(rows, embeddingDimension, Entries.BAG, 0, learning));
    TowerDesign design = new TowerDesign(terms, shape, optimizer.rule(), 0, penalty, 0);
    return new RowNetwork(design, optimizer, BOUND, InitialBias.ZERO);
  }
}
