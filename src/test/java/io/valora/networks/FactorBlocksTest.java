package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.model.BlockScorer;
import io.valora.model.PairScorer;
import io.valora.networks.FactorsConfig.RatedItemsUse;
import io.valora.testing.networks.TestNetworks;
import io.valora.tower.RowKernel;
import io.valora.tower.TowerRow;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorBlocksTest {
  private static final int USERS = 37;
  private static final int ITEMS = 500;
  private static final OptimizerConfig DESCENT = new OptimizerConfig.GradientDescent(0.1);

  @ParameterizedTest
  @CsvSource({"1, 1", "50, 1", "200, 1", "50, 1e-22", "50, 1e17"})
  void scoresAreWithinTheBoundOfSinglePairs(int factors, float size) {
    TrainedNetwork network = network(factors, size);
    PairScorer pairs = network.scorers().open();
    BlockScorer blocks = pairs.blocks().orElseThrow();
    int[] users = IntStream.rangeClosed(0, USERS).toArray();
    float[] scores = new float[users.length * ITEMS];
    blocks.score(users, users.length, 1, ITEMS, scores);

    double largest = 0;
    for (int user : users) {
      float[] expected = new float[ITEMS];
      int[] theUser = new int[ITEMS];
      Arrays.fill(theUser, user);
      pairs.score(theUser, IntStream.rangeClosed(1, ITEMS).toArray(), ITEMS, expected);
      for (int item = 0; item < ITEMS; item++) {
        double error = Math.abs((double) scores[user * ITEMS + item] - expected[item]);
        assertThat(error).isLessThanOrEqualTo(blocks.errorBound(user) / 2);
        largest = Math.max(largest, Math.abs(expected[item]) / blocks.errorBound(user));
      }
    }
    assertThat(largest).as("bounds are small beside scores").isGreaterThan(200);
  }

  @Test
  void aPairAloneHasTheBitsThatItHasInTheModelsKernel() {
    TrainedNetwork network = network(50, 1);
    PairScorer pairs = network.scorers().open();
    RowKernel kernel = network.rowKernel();
    for (int item = 0; item <= ITEMS; item++) {
      float[] score = new float[1];
      pairs.score(new int[] {7}, new int[] {item}, 1, score);
      assertThat(score[0]).isEqualTo(kernel.output(TowerRow.of(7, item)));
    }
  }

  @Test
  void nothingBoundsScoresThatOverflow() {
    assertThat(network(50, 1e20f).scorers().open().blocks().orElseThrow().errorBound(1)).isNaN();
  }

  @Test
  void contextsAreAddedToAPairAndNotToABlock() {
    TrainedNetwork network = network(4, 1);
    float[] alone = network.parameters();
    float[] parameters = Arrays.copyOf(alone, alone.length + 3);
    parameters[alone.length] = 0.25f;
    parameters[alone.length + 1] = 0.5f;
    parameters[alone.length + 2] = alone[alone.length - 1];
    TrainedNetwork inContext =
        new FactorsConfig(4, FactorsConfig.RatedItemsUse.LEFT_OUT, 0, 0.1)
            .network(new Vocabularies(USERS, ITEMS, 2), List.of(), DESCENT)
            .trained(parameters);
    PairScorer pairs = inContext.scorers().open();
    float[] scores = new float[2];
    int[] users = {7, 7};
    int[] items = {3, 3};
    pairs.score(users, items, new int[][] {{}, {1, 2}}, 2, scores);
    float[] block = new float[1];
    pairs.blocks().orElseThrow().score(users, 1, 3, 1, block);

    assertThat(scores[1]).isCloseTo(scores[0] + 0.75f, within(1e-5f));
    assertThat(scores[0]).isEqualTo(network.rowKernel().output(TowerRow.of(7, 3)));
    assertThat(block[0]).isCloseTo(scores[0], within(1e-4f));
  }

  @Test
  void denseLayersHaveNoBlocks() {
    RatingNetwork rating =
        new RatingNetwork(TestNetworks.small(List.of(3)), new Vocabularies(USERS, ITEMS), DESCENT);
    TowerNetwork tower = new TowerNetwork(rating);

    assertThat(tower.trained(tower.startingParameters(1, 3)).scorers().open().blocks()).isEmpty();
  }

  private static TrainedNetwork network(int factors, float size) {
    Random random = new Random(3);
    int length = (USERS + 1 + ITEMS + 1) * (1 + factors) + 1;
    float[] parameters = new float[length];
    for (int i = 0; i < length; i++) {
      parameters[i] = (float) random.nextGaussian() * size;
    }
    return new FactorsConfig(factors, RatedItemsUse.LEFT_OUT, 0, 0.1)
        .network(new Vocabularies(USERS, ITEMS), List.of(), DESCENT)
        .trained(parameters);
  }
}
