package io.valora.networks;

import io.valora.config.ConfigSection;
import io.valora.tower.Activation;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerShape;
import java.util.List;

/**
 * The section {@code network} of a regression job: dense layers over the features of a row.
 *
 * @param hidden widths of the hidden layers, first to last; none make a linear model
 * @param dropout share in [0, 1) of the hidden outputs that training sets to 0
 * @param l2 at least 0; adds l2 / 2 · Σ w² over the weights, not the biases
 */
public record TableNetworkConfig(
    List<Integer> hidden,
    Activation activation,
    RatingLoss loss,
    double dropout,
    double l2,
    OutputRange output) {
  /** Numbers that a prediction may be. */
  public enum OutputRange {
    /** None below 0 where the target is of whole numbers and train has none below 0. */
    BY_TARGET,
    /** All. */
    ANY,
    /** None below 0. */
    NON_NEGATIVE
  }

  private static final List<Integer> DEFAULT_HIDDEN = List.of(64, 32);

  public TableNetworkConfig {
    hidden = List.copyOf(hidden);
  }

  public static TableNetworkConfig from(ConfigSection section) {
    return new TableNetworkConfig(
        section.integers("hidden", DEFAULT_HIDDEN, 1),
        section.choice("activation", Activation.class, Activation.RELU),
        section.choice("loss", RatingLoss.class, RatingLoss.MSE),
        section.fraction("dropout", 0),
        section.atLeastZero("l2", 0),
        section.choice("output", OutputRange.class, OutputRange.BY_TARGET));
  }

  /**
   * @param features numbers of a row
   */
  public RowNetwork network(int features, OptimizerConfig optimizer) {
    TowerShape shape = new TowerShape(features, hidden, activation, loss.towerLoss(), dropout, 0);
    return new RowNetwork(
        new TowerDesign(List.of(), shape, optimizer.rule(), 0, l2), optimizer, 0, InitialBias.MEAN);
  }
}
