package io.valora.networks;

/** Initial bias of the output layer. */
public enum InitialBias {
  /** At the mean rating of the train split: the untrained network already predicts the mean. */
  MEAN,
  /** At 0, as Keras does. */
  ZERO
}
