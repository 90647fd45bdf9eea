package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.tower.EntryLists;
import io.valora.tower.IndexBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedFactorsTest {
  private static final Vocabularies VOCABULARIES = new Vocabularies(3, 4);
  private static final OptimizerConfig DESCENT = new OptimizerConfig.GradientDescent(0.1);
  private static final FactorsConfig CONFIG =
      new FactorsConfig(2, FactorsConfig.RatedItemsUse.ADDED, 0, 0.5);

  /** Items that users 1 and 3 rated; columns of items 1 and 2, of which lists of later ones end. */
  private static final List<FactorLink> LINKS =
      List.of(
          new FactorLink(
              0,
              5,
              new EntryLists(
                  new int[] {0, 0, 2, 2, 3}, new int[] {1, 4, 2}, new float[] {0.7f, 0.7f, 1})),
          new FactorLink(
              1,
              2,
              new EntryLists(
                  new int[] {0, 0, 1, 3}, new int[] {0, 0, 1}, new float[] {1, 0.5f, -2})));

  @Test
  void scoresAreThoseOfTheNetworkWithLinks() {
    RowNetwork linked = CONFIG.network(VOCABULARIES, LINKS, DESCENT);
    float[] parameters = linked.startingParameters(3, 3.5);
    IndexBatch pairs = pairs(linked);
    float[] expected = new float[pairs.rows()];
    linked.trained(parameters).rowScorer().score(pairs, expected);

    float[] merged = MergedFactors.of(CONFIG, VOCABULARIES, LINKS, parameters);
    RowNetwork alone = CONFIG.network(VOCABULARIES, List.of(), DESCENT);
    float[] scores = new float[pairs.rows()];
    alone.trained(merged).rowScorer().score(pairs(alone), scores);
    float[] stars = new float[pairs.rows()];
    alone
        .trained(merged)
        .scorers()
        .open()
        .score(pairs.indices()[0], pairs.indices()[1], pairs.rows(), stars);

    assertThat(merged).hasSize((4 + 5) * 3 + 1).endsWith(3.5f);
    assertThat(scores).containsExactly(expected, within(1e-6f));
    assertThat(stars).containsExactly(expected, within(1e-6f));
    assertThat(expected).doesNotHaveDuplicates();
  }

  @Test
  void withoutLinksNothingChanges() {
    float[] parameters =
        CONFIG.network(VOCABULARIES, List.of(), DESCENT).startingParameters(3, 3.5);

    assertThat(MergedFactors.of(CONFIG, VOCABULARIES, List.of(), parameters))
        .containsExactly(parameters);
  }

  /** Every user with every item. */
  private static IndexBatch pairs(RowNetwork network) {
    int users = VOCABULARIES.userRows();
    int rows = users * VOCABULARIES.itemRows();
    IndexBatch batch = new IndexBatch(network.design().tables(), 0, rows);
    for (int row = 0; row < rows; row++) {
      batch.indices()[0][row] = row % users;
      batch.indices()[1][row] = row / users;
      for (int table = 2; table < network.design().tables().size(); table++) {
        FactorLink link = LINKS.get(table - 2);
        link.entries().addTo(batch.bags(table), batch.indices()[link.by()][row]);
      }
    }
    batch.holds(rows);
    return batch;
  }
}
