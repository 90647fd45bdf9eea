package io.valora.tower;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Vectors of {@link #LANES} floats, which the JVM's second compiler makes one instruction each. */
final class SimdArithmetic implements RowArithmetic {
  private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;

  private final float[] lanes = new float[LANES];

  @Override
  public float dot(float[] left, int leftAt, float[] right, int rightAt, int length) {
    FloatVector sums = FloatVector.zero(EIGHT);
    int end = length & -LANES;
    for (int i = 0; i < end; i += LANES) {
      sums =
          FloatVector.fromArray(EIGHT, left, leftAt + i)
              .mul(FloatVector.fromArray(EIGHT, right, rightAt + i))
              .add(sums);
    }
    sums.intoArray(lanes, 0);
    for (int i = end; i < length; i++) {
      lanes[i - end] += left[leftAt + i] * right[rightAt + i];
    }
    return RowArithmetic.total(lanes);
  }

  @Override
  public void add(float factor, float[] from, int fromAt, float[] into, int intoAt, int length) {
    int end = length & -LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector.fromArray(EIGHT, from, fromAt + i)
          .mul(factor)
          .add(FloatVector.fromArray(EIGHT, into, intoAt + i))
          .intoArray(into, intoAt + i);
    }
    for (int i = end; i < length; i++) {
      into[intoAt + i] += factor * from[fromAt + i];
    }
  }

  @Override
  public void adagrad(
      UpdateRule.Adagrad rule,
      float[] row,
      int rowAt,
      float[] gradients,
      int gradientsAt,
      int width,
      float penalty) {
    int end = width & -LANES;
    int sumsAt = rowAt + width;
    for (int i = 0; i < end; i += LANES) {
      FloatVector weights = FloatVector.fromArray(EIGHT, row, rowAt + i);
      FloatVector gradient =
          FloatVector.fromArray(EIGHT, gradients, gradientsAt + i).add(weights.mul(penalty));
      FloatVector sums = FloatVector.fromArray(EIGHT, row, sumsAt + i).add(gradient.mul(gradient));
      sums.intoArray(row, sumsAt + i);
      FloatVector root = sums.add(rule.epsilon()).lanewise(VectorOperators.SQRT);
      weights.sub(gradient.mul(rule.rate()).div(root)).intoArray(row, rowAt + i);
    }
    PlainArithmetic.adagrad(rule, row, rowAt, gradients, gradientsAt, width, penalty, end);
  }
}
