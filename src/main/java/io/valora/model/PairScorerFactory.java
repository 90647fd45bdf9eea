package io.valora.model;

/** Opens scorers on any executor; serializable. */
public interface PairScorerFactory extends java.io.Serializable {
  PairScorer open();
}
