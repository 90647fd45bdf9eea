package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.networks.FactorsConfig.RatedItemsUse;
import io.valora.testing.networks.TestNetworks;
import io.valora.tower.EntryLists;
import io.valora.tower.TowerRow;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RatingNetworkConfigTest {
  private static final Vocabularies VOCABULARIES = new Vocabularies(3, 4);
  private static final OptimizerConfig DESCENT = new OptimizerConfig.GradientDescent(0.1);

  /** One column of a table of items. */
  private static final List<FactorLink> LINKS =
      List.of(
          new FactorLink(
              1, 2, new EntryLists(new int[] {0, 0, 1}, new int[] {1}, new float[] {1})));

  private final Problems problems = new Problems("job.yaml");

  @Test
  void eachKindIsReadWithItsOwnKeys() {
    ConfigSection embedding = section("{kind: embedding-mlp}");
    ConfigSection factors = section("{}");

    assertThat(RatingNetworkConfig.from(embedding)).isInstanceOf(EmbeddingNetworkConfig.class);
    assertThat(RatingNetworkConfig.from(factors)).isInstanceOf(FactorsConfig.class);
    problems.throwIfAny();
    assertThat(embedding.resolved().fieldNames())
        .toIterable()
        .containsExactlyElementsOf(
            Stream.concat(Stream.of("kind"), EmbeddingNetworkConfig.KEYS.stream()).toList());
    assertThat(factors.resolved())
        .hasToString(
            "{\"kind\":\"factors\",\"factors\":40,\"rated-items\":\"left-out\",\"penalty\":0.14,"
                + "\"initial-bound\":0.005}");
  }

  @Test
  void aKeyThatOnlyEmbeddingsHaveNamesThem() {
    assertThat(RatingNetworkConfig.from(section("{embedding-l2: 0.01}")).kind())
        .isEqualTo(RatingNetworkConfig.Kind.EMBEDDING_MLP);
    assertThat(RatingNetworkConfig.from(section("{penalty: 0.1}")).kind())
        .isEqualTo(RatingNetworkConfig.Kind.FACTORS);
  }

  @Test
  void anUnknownKindIsRefused() {
    RatingNetworkConfig.from(section("{kind: factor}"));

    assertThatThrownBy(problems::throwIfAny)
        .hasMessageContaining(
            "kind: factor (must be one of embedding-mlp, factors; did you mean 'factors'?)");
  }

  @Test
  void factorsLearnFromLinksAndEmbeddingsFromNone() {
    assertThat(RatingNetworkConfig.from(section("{kind: embedding-mlp}")).links()).isEmpty();
    assertThat(factors(RatedItemsUse.ADDED).links())
        .containsExactly(LinkKind.RATED_ITEMS, LinkKind.SIDE_COLUMNS);
    assertThat(factors(RatedItemsUse.LEFT_OUT).links()).containsExactly(LinkKind.SIDE_COLUMNS);
  }

  @Test
  void aNetworkOfEmbeddingsWithLinksIsRefused() {
    RatingNetworkConfig config = TestNetworks.small(List.of());

    assertThatThrownBy(() -> config.network(VOCABULARIES, LINKS, DESCENT))
        .hasMessage("A network of embeddings takes no links");
  }

  @Test
  void factorsWithoutTheirLinksHaveTablesOfUsersAndItemsAlone() {
    RatingNetworkConfig config = factors(RatedItemsUse.LEFT_OUT);
    TrainableTower linked = config.network(VOCABULARIES, LINKS, DESCENT);
    TrainedNetwork trained = linked.trained(linked.startingParameters(1, 3.5));

    assertThat(linked.design().tables()).hasSize(3);
    assertThat(trained.parameters()).hasSize((4 + 5 + 2) * 3 + 1);
    assertThat(config.withoutLinks(trained, VOCABULARIES, LINKS, DESCENT).parameters())
        .hasSize((4 + 5) * 3 + 1);
  }

  @Test
  void embeddingsAreKeptAsTheyWereTrained() {
    RatingNetworkConfig config = TestNetworks.small(List.of());
    TrainableTower network = config.network(VOCABULARIES, List.of(), DESCENT);
    TrainedNetwork trained = network.trained(network.startingParameters(1, 3.5));

    assertThat(config.withoutLinks(trained, VOCABULARIES, List.of(), DESCENT)).isSameAs(trained);
  }

  @Test
  void networksAnswerInTheUnitOfTheRatings() {
    for (RatingNetworkConfig config :
        List.of(
            TestNetworks.small(List.of()),
            TestNetworks.small(List.of(4)),
            factors(RatedItemsUse.LEFT_OUT))) {
      TrainableTower network = config.network(VOCABULARIES, List.of(), DESCENT);
      TrainedNetwork trained = network.trained(network.startingParameters(1, 3.5));
      TrainedNetwork larger = config.inUnit(trained, VOCABULARIES, 20);

      for (int item = 0; item < 5; item++) {
        TowerRow row = TowerRow.of(item % 4, item);
        assertThat(larger.rowKernel().predict(row))
            .isCloseTo(20 * trained.rowKernel().predict(row), Offset.offset(1e-4));
      }
    }
  }

  @Test
  void whatUsersAreLinkedToAnswersInTheUnitOfTheRatings() {
    FactorsConfig config = factors(RatedItemsUse.ADDED);
    TrainableTower network = config.network(VOCABULARIES, LINKS, DESCENT);
    TrainedNetwork trained = network.trained(network.startingParameters(1, 3.5));
    TrainedNetwork larger = config.inUnit(trained, VOCABULARIES, 20);

    for (int item = 0; item < 5; item++) {
      TowerRow row = TowerRow.of(item % 4, item);
      assertThat(alone(config, larger).rowKernel().predict(row))
          .isCloseTo(20 * alone(config, trained).rowKernel().predict(row), Offset.offset(1e-4));
    }
  }

  private static TrainedNetwork alone(FactorsConfig config, TrainedNetwork linked) {
    return config.withoutLinks(linked, VOCABULARIES, LINKS, DESCENT);
  }

  private static FactorsConfig factors(RatedItemsUse use) {
    return new FactorsConfig(2, use, 0, 0.5);
  }

  private ConfigSection section(String yaml) {
    return new ConfigSection(JobText.parse("job.yaml", yaml), problems);
  }
}
