package io.valora.export.weights;

import io.valora.base.EnumNames;

/** Number format of an exported network's weights. */
public enum Precision {
  /** The trained floats. */
  FP32 {
    @Override
    StoredMatrix smallest(FloatMatrix matrix, ScaledBy scaledBy) {
      return matrix;
    }
  },
  /** IEEE 754 floats of 16 bits. */
  FP16 {
    @Override
    StoredMatrix smallest(FloatMatrix matrix, ScaledBy scaledBy) {
      return HalfMatrix.of(matrix);
    }
  },
  /** Whole numbers of 8 bits and a float for each row or column that they are multiplied by. */
  INT8 {
    @Override
    StoredMatrix smallest(FloatMatrix matrix, ScaledBy scaledBy) {
      return ByteMatrix.of(matrix, scaledBy);
    }
  };

  /** Bytes that a graph takes for bringing a matrix back to 32 bits. */
  private static final int BYTES_OF_NODES = 200;

  /** As users write it. */
  public String label() {
    return EnumNames.nameOf(this);
  }

  /** The matrix in this format, or as it is where that takes no fewer bytes. */
  StoredMatrix store(FloatMatrix matrix, ScaledBy scaledBy) {
    StoredMatrix stored = smallest(matrix, scaledBy);
    return stored.bytes() + BYTES_OF_NODES < matrix.bytes() ? stored : matrix;
  }

  abstract StoredMatrix smallest(FloatMatrix matrix, ScaledBy scaledBy);
}
