package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.features.fit.vectors.TermVectors;
import io.valora.networks.TextNetworkConfig.Kind;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape.Learning;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerReplica;
import io.valora.tower.TowerState;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PretrainedNetworkTest {
  private static final OptimizerConfig ADAGRAD =
      new OptimizerConfig.KerasStyleAdagrad(0.1, 0.1, 1e-7);
  private static final TextNetworkConfig CONFIG =
      new TextNetworkConfig(Kind.EMBEDDING_AVERAGE, 2, List.of(3), 0, 0.01);

  /** Rows 1 and 3 of five have a vector. */
  private static final TermVectors VECTORS =
      new TermVectors(2, new float[][] {null, {1, -1}, null, {-1, 1}, null});

  private static final int TABLE = 5 * 2;

  @Test
  void termsStartAtTheirVectorsAndAllElseAsWithoutThem() {
    float[] without = CONFIG.network(5, ADAGRAD).startingParameters(7, 0);
    float[] start = CONFIG.network(VECTORS, ADAGRAD, Learning.LEARNED).startingParameters(7, 0);

    float[] expected = without.clone();
    System.arraycopy(new float[] {1, -1}, 0, expected, 2, 2);
    System.arraycopy(new float[] {-1, 1}, 0, expected, 6, 2);
    assertThat(start).containsExactly(expected);
    assertThat(without[0]).isNotZero();
  }

  @Test
  void aFrozenTableStaysToTheBitAndTheDenseLayersLearn() {
    TrainableTower network = CONFIG.network(VECTORS, ADAGRAD, Learning.FROZEN);
    float[] start = network.startingParameters(7, 0);
    float[] learned = learned(network);

    assertThat(Arrays.copyOf(learned, TABLE)).containsExactly(Arrays.copyOf(start, TABLE));
    for (int i = TABLE; i < TABLE + 6; i++) {
      assertThat(learned[i]).as("weight %d of the first layer", i).isNotEqualTo(start[i]);
    }
    assertThat(logits(network.trained(learned)))
        .satisfies(logits -> assertThat(logits[0]).isGreaterThan(1))
        .satisfies(logits -> assertThat(logits[1]).isLessThan(-1));
  }

  @Test
  void aTableThatLearnsMovesAwayFromTheVectors() {
    TrainableTower network = CONFIG.network(VECTORS, ADAGRAD, Learning.LEARNED);
    float[] start = network.startingParameters(7, 0);
    float[] learned = learned(network);

    for (int i = 0; i < TABLE; i++) {
      boolean named = i / 2 == 1 || i / 2 == 3;
      assertThat(learned[i] == start[i]).as("number %d", i).isEqualTo(!named);
    }
  }

  @Test
  void aFrozenNetworkIsTheSameAfterItsZip() {
    TrainableTower network = CONFIG.network(VECTORS, ADAGRAD, Learning.FROZEN);
    TrainedNetwork trained = network.trained(network.startingParameters(7, 0));
    TrainedNetwork read = TrainedNetwork.fromZip(trained.toZip());

    assertThat(read.parameterHash()).isEqualTo(trained.parameterHash());
    assertThat(logits(read)).containsExactly(logits(trained));
  }

  @Test
  void vectorsThatDoNotFitAreRefused() {
    TermVectors three = new TermVectors(3, new float[][] {null, {1, 2, 3}});
    assertThatThrownBy(() -> CONFIG.network(three, ADAGRAD, Learning.LEARNED))
        .hasMessage(
            "Invalid network.embedding-dimension: 2 (must be 3, the dimension of the vectors)");
    TextNetworkConfig bag = new TextNetworkConfig(Kind.BAG_OF_TERMS, 1, List.of(), 0, 0);
    assertThatThrownBy(() -> bag.network(VECTORS, ADAGRAD, Learning.LEARNED))
        .hasMessage("Invalid network.kind: bag-of-terms (must be embedding-average with vectors)");
    assertThat(bag.vectorDimension()).isEmpty();
    assertThat(CONFIG.vectorDimension()).hasValue(2);
  }

  /** What a checkpoint's identity tells trainings apart by. */
  @Test
  void networksOfOtherVectorsAreToldApartAndEqualOnesAreAlike() {
    TermVectors same = new TermVectors(2, new float[][] {null, {1, -1}, null, {-1, 1}, null});
    TermVectors moved = new TermVectors(2, new float[][] {null, {1, -1}, {-1, 1}, null, null});
    TermVectors other = new TermVectors(2, new float[][] {null, {1, -1}, null, {-1, 2}, null});
    String network = CONFIG.network(VECTORS, ADAGRAD, Learning.LEARNED).toString();

    assertThat(CONFIG.network(same, ADAGRAD, Learning.LEARNED)).hasToString(network);
    assertThat(CONFIG.network(moved, ADAGRAD, Learning.LEARNED).toString()).isNotEqualTo(network);
    assertThat(CONFIG.network(other, ADAGRAD, Learning.LEARNED).toString()).isNotEqualTo(network);
    assertThat(CONFIG.network(same, ADAGRAD, Learning.FROZEN).toString()).isNotEqualTo(network);
  }

  private static float[] learned(TrainableTower network) {
    TowerDesign design = network.design();
    TowerState state = TowerState.starting(design, network.startingParameters(7, 0));
    try (TowerReplica replica = new TowerReplica(design)) {
      replica.load(state);
      for (int step = 1; step <= 200; step++) {
        replica.train(texts(design), step, 0);
      }
      state.apply(design, replica.end());
    }
    return state.parameters(design);
  }

  /** A text of term 1 that is good, and one of term 3 that is bad. */
  private static IndexBatch texts(TowerDesign design) {
    IndexBatch texts = new IndexBatch(design.tables(), 0, 2);
    for (int row = 0; row < 2; row++) {
      texts.bags(0).add(1 + 2 * row, 1);
      texts.bags(0).endRow();
      texts.labels()[row] = 1 - row;
    }
    texts.holds(2);
    return texts;
  }

  private static float[] logits(TrainedNetwork network) {
    float[] logits = new float[2];
    network.rowScorer().score(texts(CONFIG.network(5, ADAGRAD).design()), logits);
    return logits;
  }
}
