package io.valora.networks;

import io.valora.features.fit.vectors.TermVectors;
import io.valora.tower.TowerDesign;

/**
 * A network whose first table starts at vectors that were learned elsewhere. Rows without a vector,
 * and all other weights, start as they would without.
 *
 * @param network its first table has the vectors' rows and dimension
 */
record PretrainedNetwork(RowNetwork network, TermVectors vectors) implements TrainableTower {
  @Override
  public TowerDesign design() {
    return network.design();
  }

  @Override
  public float[] startingParameters(long seed, double meanLabel) {
    float[] parameters = network.startingParameters(seed, meanLabel);
    vectors.copyTo(parameters);
    return parameters;
  }

  @Override
  public TrainedNetwork trained(float[] parameters) {
    return network.trained(parameters);
  }
}
