package io.valora.networks;

/** The optimizers that a job can name. */
public enum OptimizerKind {
  ADAGRAD,
  ADAM,
  NESTEROV,
  SGD
}
