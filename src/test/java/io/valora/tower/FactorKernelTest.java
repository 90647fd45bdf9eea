package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.tower.MatrixBatch;
import io.valora.testing.tower.ReferenceTower;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorKernelTest {
  /** A block of the kernel holds 4,096 numbers: 372 rows of 4 factors. */
  private static final int[] BATCHES = {1, 5, 372, 373, 900};

  @ParameterizedTest
  @CsvSource({"0, MSE", "4, MSE", "4, MAE", "0, CROSS_ENTROPY", "4, CROSS_ENTROPY"})
  void lossAndDerivativesAreThoseOfTheFormula(int factors, TowerLoss loss) {
    TowerShape shape = TowerShape.factors(factors, loss);
    FloatPointer gradients = new FloatPointer(1L);
    float[] bias = {0.3f};
    try (FactorKernel kernel = new FactorKernel(shape, new FloatPointer(bias), gradients)) {
      ReferenceTower reference = new ReferenceTower(shape, bias);
      for (int rows : BATCHES) {
        MatrixBatch batch = MatrixBatch.random(rows, shape.input(), rows);

        double actual = kernel.train(batch, 0);

        assertThat(actual).isCloseTo(reference.loss(batch.inputs(), batch.labels()), within(1e-5));
        assertThat((double) gradients.get(0))
            .isCloseTo(reference.gradients(batch.inputs(), batch.labels())[0], within(1e-4));
        for (int row = 0; row < rows; row++) {
          assertGradients(
              batch, row, reference.gradients(batch.inputs()[row], batch.labels()[row]));
        }
      }
    }
  }

  @Test
  void scoresAreTheOutputsOfTheFormula() {
    TowerShape shape = TowerShape.factors(4, TowerLoss.CROSS_ENTROPY);
    float[] bias = {-0.7f};
    FloatPointer weights = new FloatPointer(bias);
    try (FactorKernel kernel = new FactorKernel(shape, weights, weights)) {
      MatrixBatch batch = MatrixBatch.random(900, shape.input(), 3);
      float[] outputs = new float[900];

      kernel.score(batch, outputs);

      ReferenceTower reference = new ReferenceTower(shape, bias);
      for (int row = 0; row < outputs.length; row++) {
        assertThat((double) outputs[row])
            .isCloseTo(reference.output(ReferenceTower.doubles(batch.inputs()[row])), within(1e-5));
      }
    }
  }

  @Test
  void factorsRefuseWhatTheyHaveNoPlaceFor() {
    String message = "Factors take an even number of columns, no hidden layers and no dropout";
    assertThatThrownBy(() -> factors(3, List.of(), 0, 0)).hasMessage(message);
    assertThatThrownBy(() -> factors(4, List.of(2), 0, 0)).hasMessage(message);
    assertThatThrownBy(() -> factors(4, List.of(), 0.1, 0)).hasMessage(message);
    assertThatThrownBy(() -> factors(4, List.of(), 0, 0.1)).hasMessage(message);
  }

  private static TowerShape factors(
      int input, List<Integer> hidden, double dropout, double inputDropout) {
    return new TowerShape(
        input,
        hidden,
        Activation.IDENTITY,
        TowerLoss.MSE,
        dropout,
        inputDropout,
        TowerShape.Head.FACTORS);
  }

  private static void assertGradients(MatrixBatch batch, int row, double[] expected) {
    float[] received = batch.gradients()[row];
    for (int i = 0; i < received.length; i++) {
      double own = (double) received[i] * batch.rows();
      assertThat(own).isCloseTo(expected[i], within(1e-4 * Math.max(1, Math.abs(expected[i]))));
    }
  }
}
