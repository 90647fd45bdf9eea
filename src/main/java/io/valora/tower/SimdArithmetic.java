package io.valora.tower;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of {@link #LANES} floats, whose operations the JVM's second compiler makes one
 * instruction each. The last vector of a run overlaps the one before it where the length is no
 * multiple: it is computed from what stood there before the run, and so its numbers are the same in
 * both.
 */
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
    if (length < LANES) {
      for (int i = 0; i < length; i++) {
        into[intoAt + i] += factor * from[fromAt + i];
      }
      return;
    }
    int last = length - LANES;
    FloatVector end = sum(factor, from, fromAt + last, into, intoAt + last);
    for (int i = 0; i < last; i += LANES) {
      sum(factor, from, fromAt + i, into, intoAt + i).intoArray(into, intoAt + i);
    }
    end.intoArray(into, intoAt + last);
  }

  private static FloatVector sum(float factor, float[] from, int fromAt, float[] into, int intoAt) {
    return FloatVector.fromArray(EIGHT, from, fromAt)
        .mul(factor)
        .add(FloatVector.fromArray(EIGHT, into, intoAt));
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
    if (width < LANES) {
      PlainArithmetic.loop(rule, row, rowAt, gradients, gradientsAt, width, penalty);
      return;
    }
    float rate = rule.rate();
    float epsilon = rule.epsilon();
    int last = width - LANES;
    int lastAt = rowAt + last;
    int lastSumsAt = lastAt + width;
    FloatVector lastGradient = gradient(gradients, gradientsAt + last, row, lastAt, penalty);
    FloatVector lastSums = sums(row, lastSumsAt, lastGradient);
    FloatVector lastWeights = weights(row, lastAt, lastGradient, lastSums, rate, epsilon);
    for (int i = 0; i < last; i += LANES) {
      int at = rowAt + i;
      FloatVector gradient = gradient(gradients, gradientsAt + i, row, at, penalty);
      FloatVector sums = sums(row, at + width, gradient);
      FloatVector weights = weights(row, at, gradient, sums, rate, epsilon);
      sums.intoArray(row, at + width);
      weights.intoArray(row, at);
    }
    lastSums.intoArray(row, lastSumsAt);
    lastWeights.intoArray(row, lastAt);
  }

  private static FloatVector gradient(
      float[] gradients, int gradientsAt, float[] row, int at, float penalty) {
    return FloatVector.fromArray(EIGHT, gradients, gradientsAt)
        .add(FloatVector.fromArray(EIGHT, row, at).mul(penalty));
  }

  private static FloatVector sums(float[] row, int at, FloatVector gradient) {
    return FloatVector.fromArray(EIGHT, row, at).add(gradient.mul(gradient));
  }

  private static FloatVector weights(
      float[] row, int at, FloatVector gradient, FloatVector sums, float rate, float epsilon) {
    FloatVector root = sums.add(epsilon).lanewise(VectorOperators.SQRT);
    return FloatVector.fromArray(EIGHT, row, at).sub(gradient.mul(rate).div(root));
  }
}
