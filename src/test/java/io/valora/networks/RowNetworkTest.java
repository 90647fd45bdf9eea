package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.networks.TableNetworkConfig.OutputRange;
import io.valora.testing.networks.RowInputs;
import io.valora.tower.Activation;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerReplica;
import io.valora.tower.TowerShape;
import io.valora.tower.TowerState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class RowNetworkTest {
  private static final OptimizerConfig DESCENT = new OptimizerConfig.GradientDescent(0.1);
  private static final int ROWS = 300;

  static Stream<TowerDesign> designs() {
    TowerShape text =
        new TowerShape(3, List.of(4), Activation.RELU, TowerLoss.CROSS_ENTROPY, 0.2, 0);
    TowerShape mixed = new TowerShape(7, List.of(4), Activation.TANH, TowerLoss.MSE, 0, 0);
    TowerShape numbers = new TowerShape(3, List.of(4), Activation.TANH, TowerLoss.MAE, 0, 0);
    return Stream.of(
        design(List.of(new TableShape(20, 3, Entries.BAG, 0)), text),
        design(
            List.of(new TableShape(9, 3), new TableShape(12, 2, Entries.BAG, TableShape.NEXT)),
            mixed),
        design(List.of(), numbers),
        design(List.of(new TableShape(20, 1, Entries.BAG, 0)), noFactors()),
        design(
            List.of(
                new TableShape(9, 3, Entries.ONE, 0),
                new TableShape(11, 3, Entries.ONE, 3),
                new TableShape(11, 3, Entries.BAG, 0)),
            TowerShape.factors(2, TowerLoss.MSE)));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void theGraphThatWasSavedGivesTheSameBitsAndThoseOfTheScorer(TowerDesign design)
      throws IOException {
    TrainedNetwork network = trained(design);
    IndexBatch batch = batch(design);
    INDArray input = RowInputs.of(batch, design.tables().size(), design.numbers());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ComputationGraph graph = network.open();
    ModelSerializer.writeModel(graph, file, false);

    ComputationGraph loaded =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file.toByteArray()));

    float[] outputs = graph.outputSingle(input).toFloatVector();
    assertThat(loaded.outputSingle(input).toFloatVector()).containsExactly(outputs);
    float[] scores = new float[ROWS];
    network.rowScorer().score(batch, scores);
    for (int row = 0; row < ROWS && design.dense().loss() == TowerLoss.CROSS_ENTROPY; row++) {
      scores[row] = (float) (1 / (1 + Math.exp(-scores[row])));
    }
    assertThat(scores).containsExactly(outputs, within(1e-6f));
    assertThat(IntStream.range(0, ROWS).mapToObj(row -> outputs[row]).distinct().count())
        .as("rows without entries are alike")
        .isGreaterThan(ROWS / 2);
  }

  @ParameterizedTest
  @MethodSource("designs")
  void theNetworkIsTheSameAfterItsZip(TowerDesign design) {
    TrainedNetwork network = trained(design);
    TrainedNetwork read = TrainedNetwork.fromZip(network.toZip());

    assertThat(read.parameterHash()).isEqualTo(network.parameterHash());
    float[] scores = new float[ROWS];
    float[] readScores = new float[ROWS];
    network.rowScorer().score(batch(design), scores);
    read.rowScorer().score(batch(design), readScores);
    assertThat(readScores).containsExactly(scores);
  }

  @Test
  void oneDenseLayerLearnsALine() {
    RowNetwork network =
        new TableNetworkConfig(
                List.of(), Activation.RELU, RatingLoss.MSE, 0, 0, OutputRange.BY_TARGET)
            .network(1, DESCENT);
    IndexBatch line = new IndexBatch(List.of(), 1, 21);
    for (int row = 0; row < 21; row++) {
      line.numbers()[row] = (row - 10) / 10f;
      line.labels()[row] = 2 * line.numbers()[row] + 40;
    }
    line.holds(21);

    float[] learned = learned(network, line, 300);

    assertThat(learned).containsExactly(new float[] {2, 40}, within(1e-3f));
    float[] outputs = new float[21];
    network.trained(learned).rowScorer().score(line, outputs);
    assertThat(outputs[20]).isCloseTo(42, within(1e-2f));
  }

  @Test
  void aWeightPerTermLearnsWhichTermsAreGood() {
    TextNetworkConfig config =
        new TextNetworkConfig(TextNetworkConfig.Kind.BAG_OF_TERMS, 1, List.of(), 0, 0);
    RowNetwork network = config.network(3, new OptimizerConfig.GradientDescent(1));
    IndexBatch texts = new IndexBatch(network.design().tables(), 0, 4);
    int[][] terms = {{0}, {1}, {0, 2}, {1, 2}};
    for (int row = 0; row < 4; row++) {
      for (int term : terms[row]) {
        texts.bags(0).add(term, 1);
      }
      texts.bags(0).endRow();
      texts.labels()[row] = 1 - row % 2;
    }
    texts.holds(4);

    float[] learned = learned(network, texts, 200);

    assertThat(learned[0]).as("good").isGreaterThan(2);
    assertThat(learned[1]).as("bad").isLessThan(-2);
    assertThat(learned[2]).as("neither").isCloseTo(0, within(0.2f));
  }

  @Test
  void factorsStartSmallAndTheirBiasesAtZeroAndAtTheMean() {
    TowerDesign design = designs().toList().get(4);
    float[] start =
        new RowNetwork(design, DESCENT, 0.02, InitialBias.MEAN).startingParameters(7, 3.5);

    assertThat(start).hasSize((9 + 11 + 11) * 3 + 1).endsWith(3.5f);
    for (int i = 0; i < start.length - 1; i++) {
      assertThat(start[i]).isBetween(-0.02f, 0.02f);
      assertThat(start[i] == 0).isEqualTo(i % 3 == 0);
    }
    assertThat(new RowNetwork(design, DESCENT, 0.02, InitialBias.ZERO).startingParameters(7, 3.5))
        .endsWith(0f);
    assertThat(new RowNetwork(design, DESCENT, 0.02, InitialBias.MEAN).startingParameters(8, 3.5))
        .isNotEqualTo(start);
  }

  private static float[] learned(RowNetwork network, IndexBatch batch, int steps) {
    TowerDesign design = network.design();
    TowerState state = TowerState.starting(design, network.startingParameters(1, 0));
    try (TowerReplica replica = new TowerReplica(design)) {
      replica.load(state);
      for (int step = 1; step <= steps; step++) {
        replica.train(batch, step, 0);
      }
      state.apply(design, replica.end());
    }
    return state.parameters(design);
  }

  private static TowerShape noFactors() {
    return TowerShape.factors(0, TowerLoss.CROSS_ENTROPY);
  }

  private static TowerDesign design(List<TableShape> tables, TowerShape dense) {
    return new TowerDesign(tables, dense, DESCENT.rule(), 0, 0);
  }

  private static TrainedNetwork trained(TowerDesign design) {
    RowNetwork network = new RowNetwork(design, DESCENT, 0.5, InitialBias.MEAN);
    float[] parameters = network.startingParameters(3, 0.25);
    Random random = new Random(4);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += (float) random.nextGaussian() * 0.2f;
    }
    return network.trained(parameters);
  }

  private static IndexBatch batch(TowerDesign design) {
    Random random = new Random(5);
    IndexBatch batch = new IndexBatch(design.tables(), design.numbers(), ROWS);
    for (int row = 0; row < ROWS; row++) {
      for (int table = 0; table < design.tables().size(); table++) {
        int rows = design.tables().get(table).rows();
        if (batch.bags(table) == null) {
          batch.indices()[table][row] = random.nextInt(rows);
          continue;
        }
        for (int entry = row % 10 == 9 ? 6 : random.nextInt(4); entry < 6; entry++) {
          batch.bags(table).add(random.nextInt(rows), (float) random.nextGaussian());
        }
        batch.bags(table).endRow();
      }
    }
    for (int i = 0; i < batch.numbers().length; i++) {
      batch.numbers()[i] = (float) random.nextGaussian();
    }
    batch.holds(ROWS);
    return batch;
  }
}
