package io.valora.networks;

import io.valora.tower.TowerDesign;

/** A network that towers train: what its weights mean, and the graph that they go into. */
public interface TrainableTower {
  TowerDesign design();

  /**
   * The weights before the first step, in the tower's order.
   *
   * @param seed with 64 bits
   * @param meanLabel of the train split
   */
  float[] startingParameters(long seed, double meanLabel);

  /** Whether the network can start as a line through the numbers of a row. */
  default boolean startsAsLine() {
    return false;
  }

  /**
   * The weights of a network that starts as a line.
   *
   * @param seed with 64 bits
   * @param line the weight of each number, and then what is added
   */
  default float[] startingAsLine(long seed, double[] line) {
    throw new UnsupportedOperationException("the network can't start as a line");
  }

  /** Whether the weights before the first step were trained, and may be the best ones. */
  default boolean startsTrained() {
    return false;
  }

  /** The graph with these weights, which are in the tower's order. */
  TrainedNetwork trained(float[] parameters);
}
