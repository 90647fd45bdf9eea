package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActivationTest {
  private static final float[] VALUES = {
    Float.NEGATIVE_INFINITY,
    -2,
    -Float.MIN_VALUE,
    -0f,
    0,
    Float.MIN_NORMAL,
    1e-20f,
    0.5f,
    3,
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY
  };

  @Test
  void reluKeepsWhatIsAboveZero() {
    assertThat(applied(Activation.RELU))
        .containsExactly(
            0,
            0,
            0,
            0,
            0,
            Float.MIN_NORMAL,
            1e-20f,
            0.5f,
            3,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY);
  }

  @Test
  void theDerivativeOfReluIsOneAboveZeroAndElseZero() {
    assertThat(derivatives(Activation.RELU, applied(Activation.RELU)))
        .containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
  }

  @Test
  void theDerivativeOfTanhComesFromItsOutput() {
    assertThat(derivatives(Activation.TANH, new float[] {-1, -0.5f, 0, 0.25f, 1}))
        .containsExactly(0, 0.75f, 1, 0.9375f, 0);
  }

  @Test
  void identityChangesNothing() {
    assertThat(applied(Activation.IDENTITY)).containsExactly(VALUES);
    assertThat(derivatives(Activation.IDENTITY, new float[] {-1, 0, 7})).containsExactly(1, 1, 1);
  }

  @Test
  void onlyTheLengthThatIsGivenChanges() {
    float[] values = {-1, -1};
    Activation.RELU.apply(values, 1);
    assertThat(values).containsExactly(0, -1);
  }

  private static float[] applied(Activation activation) {
    float[] values = VALUES.clone();
    activation.apply(values, values.length);
    return values;
  }

  private static float[] derivatives(Activation activation, float[] outputs) {
    float[] derivatives = new float[outputs.length];
    java.util.Arrays.fill(derivatives, 1);
    activation.multiplyByDerivative(derivatives, outputs, outputs.length);
    return derivatives;
  }
}
