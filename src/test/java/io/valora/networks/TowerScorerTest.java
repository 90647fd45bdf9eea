package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.model.PairScorer;
import io.valora.tower.Activation;
import io.valora.tower.TowerLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TowerScorerTest {
  private static final int PAIRS = 9_000;
  private final int[] users = new Random(1).ints(PAIRS, 0, TowerGraphs.USERS + 1).toArray();
  private final int[] items = new Random(2).ints(PAIRS, 0, TowerGraphs.ITEMS + 1).toArray();
  private final TrainedNetwork network = network(List.of(65, 33));

  @Test
  void aTowerIsScoredWithoutAGraph() {
    assertThat(network.scorers().open()).isInstanceOf(TowerScorer.class);
    assertThat(TrainedNetwork.fromZip(network.toZip()).scorers().open())
        .isInstanceOf(TowerScorer.class);
  }

  @Test
  void starsAreThoseOfItsGraph() {
    float[] expected = new float[PAIRS];
    new NetworkScorer(network.open()).score(users, items, PAIRS, expected);

    assertThat(stars(PAIRS)).containsExactly(expected, within(1e-5f));
  }

  @Test
  void blocksOfWholeTilesGiveTheSameBits() {
    for (int block : new int[] {256, 512, 4096, 8192}) {
      assertThat(stars(block)).as("blocks of %d", block).containsExactly(stars(PAIRS));
    }
  }

  @Test
  void aPairsStarsDoNotDependOnHowManyAreAskedFor() {
    for (int pairs : new int[] {1, 2, 11, 255, 257, 5000}) {
      float[] stars = new float[pairs];
      network.scorers().open().score(users, items, pairs, stars);
      assertThat(stars).containsExactly(Arrays.copyOf(stars(PAIRS), pairs));
    }
  }

  /** OpenBLAS may sum in another order at another place. */
  @Test
  void whereAPairStandsShowsInTheLastBitsAtMost() {
    for (int block : new int[] {7, 255, 257, 1000, 4097}) {
      assertThat(stars(block)).containsExactly(stars(PAIRS), within(5e-6f));
    }
  }

  @Test
  void parametersAreExactlyThoseThatWereGiven() {
    TrainedNetwork read = TrainedNetwork.fromZip(network.toZip());

    assertThat(read.parameters()).containsExactly(network.parameters());
    assertThat(network.open().params().toFloatVector()).containsExactly(network.parameters());
  }

  private float[] stars(int block) {
    float[] stars = new float[PAIRS];
    PairScorer scorer = network.scorers().open();
    for (int from = 0; from < PAIRS; from += block) {
      int to = Math.min(from + block, PAIRS);
      float[] some = new float[to - from];
      scorer.score(
          Arrays.copyOfRange(users, from, to),
          Arrays.copyOfRange(items, from, to),
          to - from,
          some);
      System.arraycopy(some, 0, stars, from, to - from);
    }
    return stars;
  }

  private static TrainedNetwork network(List<Integer> hidden) {
    RatingNetwork rating =
        new RatingNetwork(
            TowerGraphs.config(hidden, Activation.RELU, TowerLoss.MSE, Regularization.NONE),
            new Vocabularies(TowerGraphs.USERS, TowerGraphs.ITEMS),
            new OptimizerConfig.GradientDescent(0.1));
    TowerNetwork tower = new TowerNetwork(rating);
    float[] parameters = tower.startingParameters(1, 3);
    Random random = new Random(3);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += (float) random.nextGaussian() * 0.2f;
    }
    return tower.trained(parameters);
  }
}
