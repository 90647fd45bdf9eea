package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.model.PairScorerFactory;
import io.valora.testing.networks.TestNetworks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainedNetworkTest {
  private static final int IDS = 50;
  private static final int PAIRS = 10_000;

  private final TrainedNetwork network =
      TrainedNetwork.of(
          new RatingNetwork(
                  TestNetworks.small(List.of(8)),
                  new Vocabularies(IDS, IDS),
                  new OptimizerConfig.GradientDescent(0.1))
              .create(1, 3));
  private final int[] users = new Random(1).ints(PAIRS, 0, IDS + 1).toArray();
  private final int[] items = new Random(2).ints(PAIRS, 0, IDS + 1).toArray();

  @Test
  void aZipHoldsAllThatScoringNeeds() {
    TrainedNetwork read = TrainedNetwork.fromZip(network.toZip());

    assertThat(read.parameters()).containsExactly(network.parameters());
    assertThat(stars(read.scorers())).containsExactly(stars(network.scorers()));
  }

  /** {@code printf '\x00\x00\x80\x3f\x00\x00\x00\xc0' | sha256sum}. */
  @Test
  void theHashIsOfTheParametersBytes() {
    TrainedNetwork two = new TrainedNetwork("{}", new float[] {1, -2});

    assertThat(two.parameterHash())
        .isEqualTo("ee4ac73c2bd27756ab82780f27c73a7bc4d3f0bb6acb37e008bc27eccd7e588b");
  }

  @Test
  void bytesThatAreNoNetworkAreRefused() {
    assertThatThrownBy(() -> TrainedNetwork.fromZip(new byte[] {1, 2, 3}))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read the network: the 3 bytes are no DL4J graph");
  }

  @Test
  void scorersTravel() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(network.scorers());
    PairScorerFactory read =
        (PairScorerFactory)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(stars(read)).containsExactly(stars(network.scorers()));
  }

  @Test
  void aPairsStarsDoNotDependOnItsNeighbors() {
    float[] alone = new float[1];
    int last = PAIRS - 1;
    network.scorers().open().score(new int[] {users[last]}, new int[] {items[last]}, 1, alone);

    assertThat(stars(network.scorers())[last]).isEqualTo(alone[0]);
  }

  @Test
  void onlyTheFirstPairsAreScored() {
    float[] stars = new float[PAIRS];
    network.scorers().open().score(users, items, 5, stars);

    assertThat(stars[4]).isNotZero();
    assertThat(stars[5]).isZero();
  }

  private float[] stars(PairScorerFactory scorers) {
    float[] stars = new float[PAIRS];
    scorers.open().score(users, items, PAIRS, stars);
    return stars;
  }
}
