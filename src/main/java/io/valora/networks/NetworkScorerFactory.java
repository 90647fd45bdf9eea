package io.valora.networks;

import io.valora.model.PairScorer;
import io.valora.model.PairScorerFactory;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/**
 * Each scorer has a graph or a kernel of its own, so that tasks of one executor don't meet. A tower
 * is scored by its kernel alone.
 */
record NetworkScorerFactory(TrainedNetwork network) implements PairScorerFactory {
  @Override
  public PairScorer open() {
    return TowerGraph.towerOf(ComputationGraphConfiguration.fromJson(network.configuration()))
        .<PairScorer>map(tower -> new TowerScorer(tower, network.parameters()))
        .orElseGet(() -> new NetworkScorer(network.open()));
  }
}
