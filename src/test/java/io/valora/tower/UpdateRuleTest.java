package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Each rule against its formula in doubles, over some steps with changing gradients. */
class UpdateRuleTest {
  private static final double[] GRADIENTS = {0.5, -0.25, 2, 0, -1.5};
  private static final double START = 0.7;

  @Test
  void descentGoesAgainstTheGradient() {
    double weight = START;
    for (double gradient : GRADIENTS) {
      weight -= 0.1 * gradient;
    }
    assertThat(after(new UpdateRule.GradientDescent(0.1f))).isCloseTo(weight, within(1e-6));
  }

  @Test
  void adagradDividesByTheRootOfAllSquaresSoFar() {
    double weight = START;
    double sum = 0.1;
    for (double gradient : GRADIENTS) {
      sum += gradient * gradient;
      weight -= 0.3 * gradient / Math.sqrt(sum + 1e-3);
    }
    assertThat(after(new UpdateRule.Adagrad(0.3f, 0.1f, 1e-3f))).isCloseTo(weight, within(1e-6));
  }

  /** Algorithm 1 of the paper, with its second form of the step, in which ε isn't corrected. */
  @Test
  void adamCorrectsBothMomentsForTheirStart() {
    double weight = START;
    double mean = 0;
    double square = 0;
    for (int t = 1; t <= GRADIENTS.length; t++) {
      double gradient = GRADIENTS[t - 1];
      mean = 0.9 * mean + 0.1 * gradient;
      square = 0.999 * square + 0.001 * gradient * gradient;
      double rate = 0.01 * Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
      weight -= rate * mean / (Math.sqrt(square) + 1e-4);
    }
    assertThat(after(new UpdateRule.Adam(0.01f, 1e-4f))).isCloseTo(weight, within(1e-6));
  }

  /** Sutskever et al. (2013): the weight that is stored is the one that looks ahead. */
  @Test
  void nesterovLooksAhead() {
    double weight = START;
    double velocity = 0;
    for (double gradient : GRADIENTS) {
      double before = velocity;
      velocity = 0.9 * velocity - 0.05 * gradient;
      weight += -0.9 * before + 1.9 * velocity;
    }
    assertThat(after(new UpdateRule.Nesterov(0.05f, 0.9f))).isCloseTo(weight, within(1e-6));
  }

  @Test
  void onlyAdagradStartsItsStateAboveZero() {
    assertThat(new UpdateRule.Adagrad(0.1f, 0.2f, 1e-7f).initialState()).isEqualTo(0.2f);
    assertThat(new UpdateRule.Adam(0.1f, 1e-7f).initialState()).isZero();
    assertThat(new UpdateRule.Nesterov(0.1f, 0.9f).initialState()).isZero();
  }

  @Test
  void stateIsAsWideAsTheRuleNeeds() {
    assertThat(new UpdateRule.GradientDescent(1).stateWidth()).isZero();
    assertThat(new UpdateRule.Adagrad(1, 1, 1).stateWidth()).isEqualTo(1);
    assertThat(new UpdateRule.Nesterov(1, 1).stateWidth()).isEqualTo(1);
    assertThat(new UpdateRule.Adam(1, 1).stateWidth()).isEqualTo(2);
  }

  private static double after(UpdateRule rule) {
    float[] weights = {9, (float) START, 9};
    float[][] state = new float[rule.stateWidth()][3];
    for (float[] part : state) {
      java.util.Arrays.fill(part, rule.initialState());
    }
    for (int step = 1; step <= GRADIENTS.length; step++) {
      float[] gradients = {0, (float) GRADIENTS[step - 1], 1};
      rule.apply(weights, state, gradients, 2, step);
    }
    assertThat(weights[0]).isEqualTo(9);
    assertThat(weights[2]).as("behind the length").isEqualTo(9);
    return weights[1];
  }
}
