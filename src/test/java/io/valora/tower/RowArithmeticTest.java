package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.tower.ReferenceTower;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors and loops, at places of an array that are no multiple of anything. */
class RowArithmeticTest {
  private static final int AT = 5;
  private static final int OTHER_AT = 11;
  private final RowArithmetic plain = new PlainArithmetic();
  private final RowArithmetic simd = new SimdArithmetic();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 40, 60, 61, 133})
  void dotProductsAreTheSumsAndHaveTheSameBits(int length) {
    float[] left = numbers(length, 1);
    float[] right = numbers(length, 2);
    double expected = 0;
    for (int i = 0; i < length; i++) {
      expected += (double) left[AT + i] * right[OTHER_AT + i];
    }

    float product = plain.dot(left, AT, right, OTHER_AT, length);

    assertThat((double) product).isCloseTo(expected, within(1e-5 * (1 + length)));
    assertThat(simd.dot(left, AT, right, OTHER_AT, length)).isEqualTo(product);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 40, 60, 61, 133})
  void additionsLeaveWhatIsAroundAlone(int length) {
    float[] from = numbers(length, 1);
    float[] into = numbers(length, 2);
    float[] expected = into.clone();
    for (int i = 0; i < length; i++) {
      expected[OTHER_AT + i] += 0.3f * from[AT + i];
    }
    float[] other = into.clone();

    plain.add(0.3f, from, AT, into, OTHER_AT, length);
    simd.add(0.3f, from, AT, other, OTHER_AT, length);

    assertThat(into).containsExactly(expected);
    assertThat(other).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 40, 61})
  void stepsOfAdagradAreThoseOfTheRule(int width) {
    UpdateRule.Adagrad rule = new UpdateRule.Adagrad(0.1f, 0.1f, 1e-7f);
    float[] gradients = numbers(width, 1);
    float[] row = numbers(2 * width, 2);
    for (int i = AT + width; i < AT + 2 * width; i++) {
      row[i] = row[i] * row[i];
    }
    float[] other = row.clone();
    float[] weights = new float[width];
    float[][] sums = new float[1][width];
    float[] penalized = new float[width];
    for (int i = 0; i < width; i++) {
      weights[i] = row[AT + i];
      sums[0][i] = row[AT + width + i];
      penalized[i] = gradients[OTHER_AT + i] + 0.2f * weights[i];
    }
    rule.apply(weights, sums, penalized, width, 1);
    float[] expected = row.clone();
    System.arraycopy(weights, 0, expected, AT, width);
    System.arraycopy(sums[0], 0, expected, AT + width, width);

    plain.adagrad(rule, row, AT, gradients, OTHER_AT, width, 0.2f);
    simd.adagrad(rule, other, AT, gradients, OTHER_AT, width, 0.2f);

    assertThat(row).containsExactly(expected);
    assertThat(other).containsExactly(expected);
  }

  private static float[] numbers(int length, long seed) {
    return ReferenceTower.gaussian(length + 2 * OTHER_AT, 1, seed);
  }
}
