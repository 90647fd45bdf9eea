package io.valora.networks;

import io.valora.model.PairScorer;
import io.valora.model.PairScorerFactory;

/** Each scorer has a graph of its own, so that tasks of one executor don't meet. */
record NetworkScorerFactory(TrainedNetwork network) implements PairScorerFactory {
  @Override
  public PairScorer open() {
    return new NetworkScorer(network.open());
  }
}
