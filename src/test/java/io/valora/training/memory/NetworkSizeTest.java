package io.valora.training.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.features.fit.vectors.TermVectors;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.RatingNetwork;
import io.valora.networks.Regularization;
import io.valora.networks.TextNetworkConfig;
import io.valora.networks.TowerNetwork;
import io.valora.testing.training.MemoryExamples;
import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSizeTest {
  private static final RatingNetwork NETWORK = MemoryExamples.network(7, 11, 3, List.of(5, 4));
  private final NetworkSize size = NetworkSize.of(new TowerNetwork(NETWORK).design());

  @Test
  void countsWhatTheTowerHas() {
    TowerDesign design = new TowerNetwork(NETWORK).design();

    assertThat(size.denseWeights()).isEqualTo(design.dense().weights());
    assertThat(size.weights()).isEqualTo(4L * design.parameters());
    assertThat(size.denseState()).isEqualTo(4L * design.numbersOfDense());
    assertThat(size.state())
        .isEqualTo(
            4L * (design.numbersOfTable(0) + design.numbersOfTable(1) + design.numbersOfDense()));
    assertThat(size.tableRows()).isEqualTo(18);
    assertThat(size.columns()).isEqualTo(6);
  }

  @Test
  void countsTheStepThatADecayingRowWasLastTouchedIn() {
    RatingNetwork decaying =
        MemoryExamples.network(7, 11, 3, List.of(5, 4), new Regularization(0, 0, 0, 0.01));
    TowerDesign design = new TowerNetwork(decaying).design();

    assertThat(NetworkSize.of(design).state())
        .isEqualTo(
            4L * (design.numbersOfTable(0) + design.numbersOfTable(1) + design.numbersOfDense()));
  }

  @Test
  void aRoundTouchesNoMoreThanTheTables() {
    assertThat(size.touched(8)).as("7 and 8 rows of 6 numbers").isEqualTo(4 * 6 * (7 + 8));
    assertThat(size.touched(1_000_000)).isEqualTo(4 * 6 * 18);
    assertThat(size.update(8))
        .as("and an index and a count each, and the dense part")
        .isEqualTo(size.touched(8) + 8 * (7 + 8) + size.denseState());
  }

  @Test
  void aFrozenTableHasNoOptimizerStateAndIsInNoUpdate() {
    TowerDesign design =
        new TextNetworkConfig(TextNetworkConfig.Kind.EMBEDDING_AVERAGE, 2, List.of(3), 0, 0)
            .network(
                new TermVectors(2, new float[30][]),
                new OptimizerConfig.AdamMoments(0.01, 1e-7),
                TableShape.Learning.FROZEN)
            .design();
    NetworkSize frozen = NetworkSize.of(design);

    assertThat(frozen.state()).isEqualTo(4L * (30 * 2 + design.numbersOfDense()));
    assertThat(frozen.state()).isEqualTo(4L * (design.numbersOfTable(0) + design.numbersOfDense()));
    assertThat(frozen.update(8)).isEqualTo(frozen.denseState());
    assertThat(frozen.weights()).isEqualTo(4L * design.parameters());
  }
}
