package io.valora.networks;

import org.nd4j.linalg.activations.Activation;

/** What stands behind each hidden layer. */
public enum Nonlinearity {
  /** max(0, x). */
  RELU(Activation.RELU),
  TANH(Activation.TANH),
  /** x itself: the network is then linear in its embeddings. */
  IDENTITY(Activation.IDENTITY);

  private final Activation activation;

  Nonlinearity(Activation activation) {
    this.activation = activation;
  }

  Activation activation() {
    return activation;
  }
}
