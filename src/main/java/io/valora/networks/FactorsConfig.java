package io.valora.networks;

import io.valora.config.ConfigSection;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The section {@code network} of a rating job whose kind is factors: biases of user and item and
 * the product of their factors, to which may be added those of what else is known of them.
 *
 * @param factors numbers learned per user and item beside their biases, at least 1
 * @param ratedItems whether a user is also what it rated, as in SVD++ (Koren, 2008)
 * @param penalty at least 0; adds penalty / 2 · |e|² for each table row e that a rating names
 * @param bound factors start uniform in [-bound, bound]
 */
public record FactorsConfig(int factors, RatedItemsUse ratedItems, double penalty, double bound)
    implements RatingNetworkConfig {
  /**
   * Ratings of a user that a batch takes together where users have the items that they rated, which
   * are then read and learned once for all of them. Without those, single ratings learn more from
   * few ratings a user: RMSE on the sample's validation split is 0.8476, in runs 0.8655.
   */
  private static final int RUN = 16;

  /** Inclusion of a user's rated items in the user's factors. */
  public enum RatedItemsUse {
    ADDED,
    LEFT_OUT
  }

  static FactorsConfig from(ConfigSection section) {
    return new FactorsConfig(
        section.integer("factors", 40, 1),
        section.choice("rated-items", RatedItemsUse.class, RatedItemsUse.LEFT_OUT),
        section.atLeastZero("penalty", 0.14),
        section.positive("initial-bound", 0.005));
  }

  @Override
  public Kind kind() {
    return Kind.FACTORS;
  }

  @Override
  public boolean hasStockLayers() {
    return false;
  }

  @Override
  public int run() {
    return ratedItems == RatedItemsUse.ADDED ? RUN : 1;
  }

  @Override
  public double rowPenalty() {
    return penalty;
  }

  @Override
  public Set<LinkKind> links() {
    return ratedItems == RatedItemsUse.ADDED
        ? EnumSet.allOf(LinkKind.class)
        : EnumSet.of(LinkKind.SIDE_COLUMNS);
  }

  @Override
  public RowNetwork network(
      Vocabularies vocabularies, List<FactorLink> links, OptimizerConfig optimizer) {
    List<TableShape> tables = new ArrayList<>(pair(vocabularies));
    if (vocabularies.contexts() > 0) {
      tables.add(new TableShape(vocabularies.contextRows(), 1, Entries.BAG, side()));
    }
    for (FactorLink link : links) {
      tables.add(new TableShape(link.rows(), side(), Entries.BAG, link.by() * side()));
    }
    TowerDesign design =
        new TowerDesign(
            tables, TowerShape.factors(factors, TowerLoss.MSE), optimizer.rule(), 0, penalty, 0);
    return new RowNetwork(design, optimizer, bound, InitialBias.MEAN);
  }

  /** The factors of all that a user or an item is linked to become part of its own. */
  @Override
  public TrainedNetwork withoutLinks(
      TrainedNetwork trained,
      Vocabularies vocabularies,
      List<FactorLink> links,
      OptimizerConfig optimizer) {
    return network(vocabularies, List.of(), optimizer)
        .trained(MergedFactors.of(this, vocabularies, links, trained.parameters()));
  }

  /**
   * All of a user's side, and of an item's side and of contexts the bias: the factors are
   * multiplied. What users and items are linked to is of their side.
   */
  @Override
  public TrainedNetwork inUnit(TrainedNetwork trained, Vocabularies vocabularies, double unit) {
    float[] parameters = trained.parameters().clone();
    int end = 0;
    for (TableShape table : TowerGraph.towerOf(trained.configuration()).orElseThrow().tables()) {
      int step = table.column() == 0 ? 1 : table.dimension();
      int first = end;
      end += table.rows() * table.dimension();
      for (int i = first; i < end; i += step) {
        parameters[i] *= (float) unit;
      }
    }
    parameters[end] *= (float) unit;
    return new TrainedNetwork(trained.configuration(), parameters);
  }

  private List<TableShape> pair(Vocabularies vocabularies) {
    return List.of(
        new TableShape(vocabularies.userRows(), side(), Entries.ONE, 0),
        new TableShape(vocabularies.itemRows(), side(), Entries.ONE, side()));
  }

  /** A bias and the factors. */
  int side() {
    return 1 + factors;
  }
}
