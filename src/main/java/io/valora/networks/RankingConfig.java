package io.valora.networks;

import io.valora.config.ConfigSection;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.util.List;

/**
 * The section {@code recommend.ranking}: a network for next-item prediction. A user is its own
 * factors and those of the items that it chose last, the newest most, as in FISM and its sequential
 * successors (Kabbur, Ning and Karypis, 2013); items are discriminated from sampled choices by
 * cross-entropy.
 *
 * @param factors numbers learned per user and item beside a bias, at least 1
 * @param history items chosen last that stand for a user, at least 1
 * @param decay in [0, 1); an item weighs this times what the item after it does
 * @param negatives negative samples of each choice, at least 1
 */
public record RankingConfig(
    int factors,
    int history,
    double decay,
    int negatives,
    int epochs,
    int batchSize,
    double learningRate) {
  private static final double BOUND = 0.1;

  public static RankingConfig from(ConfigSection section) {
    return new RankingConfig(
        section.integer("factors", 48, 1),
        section.integer("history", 20, 1),
        section.fraction("decay", 0.9),
        section.integer("negatives", 8, 1),
        section.integer("epochs", 15, 1),
        section.integer("batch-size", 128, 1),
        section.positive("learning-rate", 0.003));
  }

  public OptimizerConfig optimizer() {
    return new OptimizerConfig.AdamMoments(learningRate, 1e-7);
  }

  /** Tables of users and items, and the bag of the items chosen before. */
  public RowNetwork network(Vocabularies vocabularies) {
    int side = 1 + factors;
    List<TableShape> tables =
        List.of(
            new TableShape(vocabularies.userRows(), side, Entries.ONE, 0),
            new TableShape(vocabularies.itemRows(), side, Entries.ONE, side),
            new TableShape(vocabularies.itemRows(), side, Entries.BAG, 0));
    TowerDesign design =
        new TowerDesign(
            tables, TowerShape.factors(factors, TowerLoss.CROSS_ENTROPY), optimizer().rule(), 0, 0);
    return new RowNetwork(design, optimizer(), BOUND, InitialBias.ZERO);
  }

  /** As factors, for what is made of the network after training. */
  public FactorsConfig asFactors() {
    return new FactorsConfig(factors, FactorsConfig.RatedItemsUse.LEFT_OUT, 0, BOUND);
  }
}
