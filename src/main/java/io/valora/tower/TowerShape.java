package io.valora.tower;

import java.io.Serializable;
import java.util.List;

/**
 * Architecture of a tower behind its tables, by default dense layers:
 *
 * <pre>
 *   hₖ = f(hₖ₋₁ Wₖ + bₖ)   [batch, hiddenₖ],   h₀ = x   [batch, input]
 *   output = h W + b       [batch, 1]
 * </pre>
 *
 * All weights stand in one array, layer after layer, each as its weights [in, out] in row order and
 * then its biases [out]: together one matrix [in + 1, out], whose last row meets a column of ones.
 *
 * @param input columns of x, at least 1
 * @param hidden widths of the hidden layers, first to last; may be empty
 * @param activation f
 * @param dropout share in [0, 1) of the hidden outputs that training sets to 0, scaling up the rest
 * @param inputDropout the same for x
 */
public record TowerShape(
    int input,
    List<Integer> hidden,
    Activation activation,
    TowerLoss loss,
    double dropout,
    double inputDropout,
    Head head)
    implements Serializable {
  /** Head of a tower, applied to the input columns. */
  public enum Head {
    /** The dense layers. */
    DENSE,
    /** One bias and a product of the input's halves; see FactorKernel. */
    FACTORS
  }

  public TowerShape {
    hidden = List.copyOf(hidden);
    if (head == Head.FACTORS
        && (input % 2 != 0 || !hidden.isEmpty() || dropout > 0 || inputDropout > 0)) {
      throw new IllegalArgumentException(
          "Factors take an even number of columns, no hidden layers and no dropout");
    }
  }

  /** Dense layers. */
  public TowerShape(
      int input,
      List<Integer> hidden,
      Activation activation,
      TowerLoss loss,
      double dropout,
      double inputDropout) {
    this(input, hidden, activation, loss, dropout, inputDropout, Head.DENSE);
  }

  /** A product of two halves of {@code 1 + factors} columns, a bias first. */
  public static TowerShape factors(int factors, TowerLoss loss) {
    return new TowerShape(
        2 * (1 + factors), List.of(), Activation.IDENTITY, loss, 0, 0, Head.FACTORS);
  }

  /** Dense layers, the last one included. */
  public int layers() {
    return hidden.size() + 1;
  }

  /** Input width of layer {@code layer}, from 0. */
  public int widthInto(int layer) {
    return layer == 0 ? input : hidden.get(layer - 1);
  }

  /** Output width of layer {@code layer}, from 0. */
  public int widthOutOf(int layer) {
    return layer == hidden.size() ? 1 : hidden.get(layer);
  }

  /** Offset of the weights of layer {@code layer}; {@link #layers()} gives their number. */
  public int offset(int layer) {
    int offset = 0;
    for (int below = 0; below < layer; below++) {
      offset += (widthInto(below) + 1) * widthOutOf(below);
    }
    return offset;
  }

  /** Weights and biases of all layers. */
  public int weights() {
    return head == Head.FACTORS ? 1 : offset(layers());
  }

  double dropoutInto(int layer) {
    return layer == 0 ? inputDropout : dropout;
  }
}
