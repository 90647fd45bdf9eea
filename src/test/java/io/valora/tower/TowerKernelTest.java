package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.tower.MatrixBatch;
import io.valora.testing.tower.ReferenceTower;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TowerKernelTest {
  private static final int INPUT = 4;

  static Stream<Arguments> shapes() {
    List<Arguments> shapes = new ArrayList<>();
    for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(6), List.of(5, 3, 4))) {
      for (Activation activation : Activation.values()) {
        for (TowerLoss loss : TowerLoss.values()) {
          shapes.add(Arguments.of(hidden, activation, loss));
        }
      }
    }
    return shapes.stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void lossAndDerivativesAreThoseOfTheFormula(
      List<Integer> hidden, Activation activation, TowerLoss loss) {
    TowerShape shape = new TowerShape(INPUT, hidden, activation, loss, 0, 0);
    float[] weights = ReferenceTower.gaussian(shape.weights(), 0.7, 1);
    FloatPointer gradients = new FloatPointer((long) weights.length);
    try (TowerKernel kernel = new TowerKernel(shape, new FloatPointer(weights), gradients)) {
      ReferenceTower reference = new ReferenceTower(shape, weights);
      for (int rows : new int[] {1, 5, 256, 257, 600}) {
        MatrixBatch batch = MatrixBatch.random(rows, INPUT, rows);

        double actual = kernel.train(batch, 0);

        double expected = reference.loss(batch.inputs(), batch.labels());
        double off =
            1e-5 * Math.max(1, expected); // in single precision an error grows with the sum
        assertThat(actual).isCloseTo(expected, within(off));
        assertClose(read(gradients), reference.gradients(batch.inputs(), batch.labels()), off);
        assertClose(inputGradients(batch), inputGradients(reference, batch), off);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void scoresAreTheOutputsOfTheFormulaWithoutDropout(
      List<Integer> hidden, Activation activation, TowerLoss loss) {
    TowerShape shape = new TowerShape(INPUT, hidden, activation, loss, 0.5, 0.5);
    float[] weights = ReferenceTower.gaussian(shape.weights(), 0.7, 2);
    FloatPointer gradients = new FloatPointer((long) weights.length);
    try (TowerKernel kernel = new TowerKernel(shape, new FloatPointer(weights), gradients)) {
      ReferenceTower reference = new ReferenceTower(shape, weights);
      MatrixBatch batch = MatrixBatch.random(300, INPUT, 3);
      float[] outputs = new float[300];
      kernel.train(batch, 1);

      kernel.score(batch, outputs);

      for (int row = 0; row < outputs.length; row++) {
        assertThat((double) outputs[row])
            .isCloseTo(reference.output(ReferenceTower.doubles(batch.inputs()[row])), within(1e-4));
      }
    }
  }

  /** With one seed the same numbers are dropped, so that the loss is a function of the weights. */
  @Test
  void withDropoutDerivativesAreThoseOfTheLossAtTheSameSeed() {
    for (Activation activation : Activation.values()) {
      TowerShape shape = new TowerShape(INPUT, List.of(6, 5), activation, TowerLoss.MSE, 0.4, 0.25);
      float[] weights = ReferenceTower.gaussian(shape.weights(), 0.7, 5);
      FloatPointer now = new FloatPointer(weights);
      FloatPointer gradients = new FloatPointer((long) weights.length);
      try (TowerKernel kernel = new TowerKernel(shape, now, gradients)) {
        MatrixBatch batch = MatrixBatch.random(300, INPUT, 7);
        kernel.train(batch, 11);
        float[] told = read(gradients);
        float gradient = batch.gradients()[260][1];

        assertClose(told, differences(kernel, batch, now, weights), 5e-3);
        assertThat(gradient * 300)
            .isCloseTo(difference(kernel, batch) * 300, within(5e-3f * Math.abs(gradient) * 300));
      }
    }
  }

  @Test
  void dropoutIsAFunctionOfTheSeed() {
    TowerShape shape = new TowerShape(INPUT, List.of(6), Activation.RELU, TowerLoss.MSE, 0.5, 0.5);
    float[] weights = ReferenceTower.gaussian(shape.weights(), 0.7, 5);
    FloatPointer gradients = new FloatPointer((long) weights.length);
    try (TowerKernel kernel = new TowerKernel(shape, new FloatPointer(weights), gradients)) {
      MatrixBatch batch = MatrixBatch.random(600, INPUT, 7);
      double loss = kernel.train(batch, 1);
      float[] first = read(gradients);

      assertThat(kernel.train(batch, 2)).isNotEqualTo(loss);
      assertThat(kernel.train(batch, 1)).isEqualTo(loss);
      assertThat(read(gradients)).containsExactly(first);
    }
  }

  private static double[] differences(
      TowerKernel kernel, TowerBatch batch, FloatPointer now, float[] weights) {
    double[] differences = new double[weights.length];
    float step = 1e-3f;
    for (int i = 0; i < weights.length; i++) {
      now.put(i, weights[i] + step);
      double above = kernel.train(batch, 11);
      now.put(i, weights[i] - step);
      differences[i] = (above - kernel.train(batch, 11)) / (2 * step);
      now.put(i, weights[i]);
    }
    return differences;
  }

  private static float difference(TowerKernel kernel, MatrixBatch batch) {
    float step = 1e-2f;
    float value = batch.inputs()[260][1];
    batch.inputs()[260][1] = value + step;
    double above = kernel.train(batch, 11);
    batch.inputs()[260][1] = value - step;
    float difference = (float) ((above - kernel.train(batch, 11)) / (2 * step));
    batch.inputs()[260][1] = value;
    return difference;
  }

  private static float[] read(FloatPointer pointer) {
    float[] values = new float[(int) pointer.limit()];
    pointer.get(values);
    return values;
  }

  /** Of each row's own loss, row after row. */
  private static float[] inputGradients(MatrixBatch batch) {
    float[] all = new float[batch.rows() * INPUT];
    for (int i = 0; i < all.length; i++) {
      all[i] = batch.gradients()[i / INPUT][i % INPUT] * batch.rows();
    }
    return all;
  }

  private static double[] inputGradients(ReferenceTower reference, MatrixBatch batch) {
    double[] all = new double[batch.rows() * INPUT];
    for (int row = 0; row < batch.rows(); row++) {
      double[] gradients = reference.gradients(batch.inputs()[row], batch.labels()[row]);
      System.arraycopy(gradients, 0, all, row * INPUT, INPUT);
    }
    return all;
  }

  private static void assertClose(float[] actual, double[] expected, double relative) {
    double largest = 0.1;
    for (double one : expected) {
      largest = Math.max(largest, Math.abs(one));
    }
    assertThat(ReferenceTower.doubles(actual))
        .containsExactly(expected, within(relative * largest));
  }
}
