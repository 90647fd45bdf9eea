package io.valora.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.networks.OptimizerConfig;
import io.valora.networks.RatingNetworkConfig;
import io.valora.networks.TrainableTower;
import io.valora.networks.TrainedNetwork;
import io.valora.networks.Vocabularies;
import io.valora.testing.networks.TestNetworks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmNetworkTest {
  private static final int NEW = WarmNetwork.NEW;
  private static final OptimizerConfig DESCENT = new OptimizerConfig.GradientDescent(0.1);
  private final RatingNetworkConfig config = TestNetworks.small(List.of(4));
  private final TrainedNetwork earlier = untrained(new Vocabularies(2, 1), 9);
  private final TrainedNetwork cold = untrained(new Vocabularies(3, 2), 1);

  @Test
  void copiesKnownRowsAndDenseLayersAndLeavesOthersUntrained() {
    WarmNetwork warm = warm(List.of(new int[] {0, NEW, 2, 1}, new int[] {0, 1, NEW}));
    float[] start = warm.startingParameters(1, 3.5);
    int users = warm.design().tables().get(0).dimension();
    int items = warm.design().tables().get(1).dimension();

    assertThat(row(start, 1, users)).containsExactly(row(cold.parameters(), 1, users));
    assertThat(row(start, 2, users)).containsExactly(row(earlier.parameters(), 2, users));
    assertThat(row(start, 3, users)).containsExactly(row(earlier.parameters(), 1, users));
    assertThat(Arrays.copyOfRange(start, 4 * users + items, 4 * users + 2 * items))
        .containsExactly(
            Arrays.copyOfRange(earlier.parameters(), 3 * users + items, 3 * users + 2 * items));
    assertThat(Arrays.copyOfRange(start, 4 * users + 3 * items, start.length))
        .containsExactly(
            Arrays.copyOfRange(
                earlier.parameters(), 3 * users + 2 * items, earlier.parameters().length));
  }

  @Test
  void checkpointsKnowItByItsWeights() {
    List<int[]> rows = List.of(new int[4], new int[3]);
    assertThat(warm(rows)).hasToString(warm(rows).toString());
    assertThat(warm(rows).toString()).contains(earlier.parameterHash());
  }

  @Test
  void weightsOfAnotherShapeAreRefused() {
    assertThatThrownBy(
            () ->
                new WarmNetwork(
                    config.network(new Vocabularies(3, 2), List.of(), DESCENT),
                    config.network(new Vocabularies(3, 2), List.of(), DESCENT).design(),
                    earlier,
                    List.of()))
        .hasMessageContaining("weights instead of");
  }

  private WarmNetwork warm(List<int[]> rows) {
    return new WarmNetwork(
        config.network(new Vocabularies(3, 2), List.of(), DESCENT),
        config.network(new Vocabularies(2, 1), List.of(), DESCENT).design(),
        earlier,
        rows);
  }

  private TrainedNetwork untrained(Vocabularies vocabularies, long seed) {
    TrainableTower network = config.network(vocabularies, List.of(), DESCENT);
    return network.trained(network.startingParameters(seed, 3.5));
  }

  private static float[] row(float[] parameters, int row, int numbers) {
    return Arrays.copyOfRange(parameters, row * numbers, (row + 1) * numbers);
  }
}
