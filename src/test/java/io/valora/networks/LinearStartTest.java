package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.networks.TableNetworkConfig.OutputRange;
import io.valora.tower.Activation;
import io.valora.tower.RowKernel;
import io.valora.tower.TowerRow;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearStartTest {
  private static final double[] LINE = {2, -0.5, 0.25};
  private static final OptimizerConfig ADAM = OptimizerConfig.AdamMoments.USUAL;

  @ParameterizedTest
  @EnumSource(Activation.class)
  void hiddenLayersStartAsTheLine(Activation activation) {
    for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(5), List.of(4, 3, 2))) {
      LinearStart network = network(hidden, activation);

      assertThat(network.startsAsLine()).isTrue();
      for (float x : new float[] {-3, -0.5f, 0, 1.5f}) {
        assertThat(answer(network, x, 2 * x + 1))
            .as("%s %s at %s", activation, hidden, x)
            .isCloseTo(2 * x - 0.5 * (2 * x + 1) + 0.25, Offset.offset(2e-3));
      }
    }
  }

  @Test
  void theOtherUnitsStartAsTheyWouldWithout() {
    LinearStart network = network(List.of(4), Activation.RELU);
    float[] without = network.startingParameters(7, 0);
    float[] start = network.startingAsLine(7, LINE);

    assertThat(start[2]).isEqualTo(without[2]).isNotZero();
    assertThat(start[0]).isEqualTo(2f);
    assertThat(start[1]).isEqualTo(-2f);
  }

  @Test
  void aLayerTooNarrowForAPairStartsWithout() {
    assertThat(network(List.of(4, 1), Activation.RELU).startsAsLine()).isFalse();
    assertThat(network(List.of(4, 1), Activation.TANH).startsAsLine()).isTrue();
  }

  private static LinearStart network(List<Integer> hidden, Activation activation) {
    return new LinearStart(
        new TableNetworkConfig(hidden, activation, RatingLoss.MSE, 0, 0, OutputRange.BY_TARGET)
            .network(2, ADAM));
  }

  private static double answer(LinearStart network, float... numbers) {
    RowKernel kernel =
        new RowKernel(
            network.design().tables(), network.design().dense(), network.startingAsLine(7, LINE));
    return kernel.predict(TowerRow.ofNumbers(numbers));
  }
}
