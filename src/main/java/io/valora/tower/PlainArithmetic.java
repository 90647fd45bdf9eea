package io.valora.tower;

/** Loops, of which the JVM compiles some to vector instructions. */
final class PlainArithmetic implements RowArithmetic {
  private final float[] lanes = new float[LANES];

  @Override
  public float dot(float[] left, int leftAt, float[] right, int rightAt, int length) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = 0;
    for (; i + LANES <= length; i += LANES) {
      int l = leftAt + i;
      int r = rightAt + i;
      a += left[l] * right[r];
      b += left[l + 1] * right[r + 1];
      c += left[l + 2] * right[r + 2];
      d += left[l + 3] * right[r + 3];
      e += left[l + 4] * right[r + 4];
      f += left[l + 5] * right[r + 5];
      g += left[l + 6] * right[r + 6];
      h += left[l + 7] * right[r + 7];
    }
    lanes[0] = a;
    lanes[1] = b;
    lanes[2] = c;
    lanes[3] = d;
    lanes[4] = e;
    lanes[5] = f;
    lanes[6] = g;
    lanes[7] = h;
    for (int lane = 0; i < length; lane++, i++) {
      lanes[lane] += left[leftAt + i] * right[rightAt + i];
    }
    return RowArithmetic.total(lanes);
  }

  @Override
  public void add(float factor, float[] from, int fromAt, float[] into, int intoAt, int length) {
    for (int i = 0; i < length; i++) {
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
    loop(rule, row, rowAt, gradients, gradientsAt, width, penalty);
  }

  /** As {@link #adagrad}. */
  static void loop(
      UpdateRule.Adagrad rule,
      float[] row,
      int rowAt,
      float[] gradients,
      int gradientsAt,
      int width,
      float penalty) {
    float rate = rule.rate();
    float epsilon = rule.epsilon();
    int sumsAt = rowAt + width;
    for (int i = 0; i < width; i++) {
      float gradient = gradients[gradientsAt + i] + penalty * row[rowAt + i];
      float sum = row[sumsAt + i] + gradient * gradient;
      row[sumsAt + i] = sum;
      row[rowAt + i] -= rate * gradient / (float) Math.sqrt(sum + epsilon);
    }
  }
}
