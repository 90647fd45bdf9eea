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

  /** The graph with these weights, which are in the tower's order. */
  TrainedNetwork trained(float[] parameters);
}
