package io.valora.export.onnx;

import java.util.List;

/**
 * Values of one input of a graph.
 *
 * @param values {@code long[]} or {@code float[]}, row by row
 * @param shape sizes of the dimensions
 */
public record InputTensor(String name, Object values, List<Long> shape) {
  public InputTensor {
    shape = List.copyOf(shape);
  }

  static InputTensor of(String name, long[] values) {
    return new InputTensor(name, values, List.of((long) values.length));
  }

  static InputTensor of(String name, float[] values) {
    return new InputTensor(name, values, List.of((long) values.length));
  }
}
