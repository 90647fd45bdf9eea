package io.valora.training;

/** Training engine. */
public enum EngineKind {
  /** Our own averaging over resident shards: the same bits on any cluster. */
  VALORA,
  /** dl4j-spark's ParameterAveragingTrainingMaster over DL4J's stock layers: the reference. */
  STOCK
}
