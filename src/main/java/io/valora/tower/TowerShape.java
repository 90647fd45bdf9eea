package io.valora.tower;

import java.io.Serializable;
import java.util.List;

/**
 * The dense layers of a tower:
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
    Nonlinearity activation,
    TowerLoss loss,
    double dropout,
    double inputDropout)
    implements Serializable {
  public TowerShape {
    hidden = List.copyOf(hidden);
  }

  /** Dense layers, the last one included. */
  public int layers() {
    return hidden.size() + 1;
  }

  /** What comes into layer {@code layer}, from 0. */
  public int widthInto(int layer) {
    return layer == 0 ? input : hidden.get(layer - 1);
  }

  /** What comes out of layer {@code layer}, from 0. */
  public int widthOutOf(int layer) {
    return layer == hidden.size() ? 1 : hidden.get(layer);
  }

  /** Where the weights of layer {@code layer} begin; {@link #layers()} gives their number. */
  public int offset(int layer) {
    int offset = 0;
    for (int below = 0; below < layer; below++) {
      offset += (widthInto(below) + 1) * widthOutOf(below);
    }
    return offset;
  }

  /** Weights and biases of all layers. */
  public int weights() {
    return offset(layers());
  }

  double dropoutInto(int layer) {
    return layer == 0 ? inputDropout : dropout;
  }
}
