package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.tower.ReferenceRows;
import io.valora.testing.tower.ReferenceTower;
import io.valora.testing.tower.RowExamples;
import io.valora.tower.TableShape.Entries;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TowerRowsTest {
  private static final int[] BATCHES = {7, 300, 1, 40, 600};

  static Stream<String> designs() {
    return RowExamples.designs().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void aStepFollowsTheDerivativesOfTheFormulaWhateverTheBatchBefore(String name) {
    TowerDesign design = RowExamples.designs().get(name);
    float[] before = RowExamples.start(design).parameters(design);
    try (TowerReplica replica = new TowerReplica(design)) {
      replica.load(RowExamples.start(design));
      for (int rows : BATCHES) {
        IndexBatch batch = RowExamples.batch(design, rows, rows);
        ReferenceRows reference = new ReferenceRows(design, ReferenceTower.doubles(before));
        TowerState after = RowExamples.start(design);

        double loss = replica.train(batch, 1, 0);
        after.apply(design, replica.end());

        assertThat(loss).isCloseTo(reference.loss(batch), within(1e-5));
        assertStep(before, after.parameters(design), reference.gradients(batch));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void batchesOfSeveralSizesInTurnGiveTheBitsOfReplicasOfTheirOwn(String name) {
    TowerDesign design = RowExamples.designs().get(name);
    TowerState whole = RowExamples.start(design);
    TowerState inTurn = RowExamples.start(design);
    try (TowerReplica replica = new TowerReplica(design)) {
      replica.load(whole);
      for (int step = 1; step <= BATCHES.length; step++) {
        IndexBatch batch = RowExamples.batch(design, BATCHES[step - 1], step);
        replica.train(batch, step, 0);
        try (TowerReplica other = new TowerReplica(design)) {
          other.load(inTurn);
          other.train(batch, step, 0);
          inTurn.apply(design, other.end());
        }
      }
      whole.apply(design, replica.end());
    }
    assertThat(whole).usingRecursiveComparison().isEqualTo(inTurn);
  }

  @Test
  void oneBatchThatIsFilledAgainIsLikeANewOne() {
    TowerDesign design = RowExamples.designs().get("a weight per term");
    IndexBatch batch = RowExamples.batch(design, 40, 1);
    float[] first = RowExamples.afterOneStep(design, batch);
    batch.clearBags();
    batch.bags(0).add(3, 0.5f);
    batch.bags(0).endRow();
    batch.holds(1);
    IndexBatch fresh = new IndexBatch(design.tables(), 0, 1);
    fresh.bags(0).add(new int[] {9, 3, 9}, new float[] {9, 0.5f, 9}, 1, 2);
    fresh.bags(0).endRow();
    fresh.labels()[0] = batch.labels()[0];
    fresh.holds(1);

    assertThat(RowExamples.afterOneStep(design, batch))
        .containsExactly(RowExamples.afterOneStep(design, fresh))
        .isNotEqualTo(first);
  }

  @Test
  void rowsWithoutEntriesTouchNoRowOfTheTableAndMoveTheBias() {
    TowerDesign design = RowExamples.designs().get("a weight per term");
    IndexBatch batch = new IndexBatch(design.tables(), 0, 2);
    batch.bags(0).endRow();
    batch.bags(0).endRow();
    batch.holds(2);
    TowerState start = RowExamples.start(design);
    try (TowerReplica replica = new TowerReplica(design)) {
      replica.load(start);
      replica.train(batch, 1, 0);
      TowerUpdate update = replica.end();

      assertThat(update.tables().get(0).rows()).isEmpty();
      double bias = start.dense()[0];
      double expected = bias - 1 / (1 + Math.exp(-bias));
      assertThat((double) update.dense()[0]).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void eachEntryOfABagCountsAsATouch() {
    TowerDesign design = RowExamples.designs().get("a weight per term");
    try (TowerReplica replica = new TowerReplica(design)) {
      replica.load(RowExamples.start(design));
      replica.train(terms(design), 1, 0);
      TouchedRows touched = replica.end().tables().get(0);

      assertThat(touched.rows()).containsExactly(4, 2, 7);
      assertThat(touched.touches()).containsExactly(3, 1, 1);
    }
  }

  @Test
  void thePenaltyOfARowIsCountedOncePerNameAndSharedByTheBatch() {
    TowerDesign free = RowExamples.designs().get("a weight per term");
    TowerDesign held = new TowerDesign(free.tables(), free.dense(), free.rule(), 0, 0.5, 0);
    float[] before = RowExamples.start(free).parameters(free);
    float[] without = RowExamples.afterOneStep(free, terms(free));
    float[] with = RowExamples.afterOneStep(held, terms(held));

    double[] names = {0, 0, 1, 0, 3, 0, 0, 1, 0, 0, 0, 0, 0};
    for (int i = 0; i < names.length; i++) {
      double expected = without[i] - 0.5 * names[i] / 4 * before[i];
      assertThat((double) with[i]).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void aPenaltyOnDenseWeightsLeavesTheBiasOfFactorsAlone() {
    TowerDesign free = RowExamples.designs().get("no factors");
    TowerDesign held = new TowerDesign(free.tables(), free.dense(), free.rule(), 0, 0, 0.5);
    IndexBatch batch = RowExamples.batch(free, 20, 1);

    assertThat(RowExamples.afterOneStep(held, batch))
        .containsExactly(RowExamples.afterOneStep(free, batch));
  }

  @Test
  void tablesStandWhereTheyAreToldToOrBehindThoseBefore() {
    List<TableShape> tables =
        List.of(
            new TableShape(5, 3),
            new TableShape(5, 2, Entries.BAG, 1),
            new TableShape(5, 4, Entries.ONE, TableShape.NEXT));

    assertThat(TableShape.columns(tables)).containsExactly(0, 1, 3);
    assertThat(TableShape.width(tables)).isEqualTo(7);
  }

  @Test
  void anIdWithoutEntriesIsARowWithoutEntries() {
    EntryLists lists = new EntryLists(new int[] {0, 2, 2}, new int[] {6, 8}, new float[] {0.5f, 2});
    Bags bags = new Bags(3);
    lists.addTo(bags, 1);
    lists.addTo(bags, 0);
    lists.addTo(bags, 99);

    assertThat(new int[] {bags.start(1), bags.start(2), bags.start(3)}).containsExactly(0, 2, 2);
    assertThat(new int[] {bags.index(0), bags.index(1)}).containsExactly(6, 8);
    assertThat(bags.weight(1)).isEqualTo(2);
    assertThat(lists.entries()).isEqualTo(2);
    assertThat(lists.bytes()).isEqualTo(4 * (3 + 2 + 2));
  }

  /** Four rows that name row 4 three times, once twice in one row, and rows 2 and 7 once. */
  private static IndexBatch terms(TowerDesign design) {
    IndexBatch batch = new IndexBatch(design.tables(), 0, 4);
    int[] indices = {4, 2, 4, 7, 4};
    float[] weights = {1, 0.5f, 2, 1, -1};
    int[] starts = {0, 3, 4, 5, 5};
    for (int row = 0; row < 4; row++) {
      batch.bags(0).add(indices, weights, starts[row], starts[row + 1]);
      batch.bags(0).endRow();
      batch.labels()[row] = row % 2;
    }
    batch.holds(4);
    return batch;
  }

  /** A rate of 1: a step is the gradient. */
  private static void assertStep(float[] before, float[] after, double[] gradients) {
    double largest = 0.1;
    for (double gradient : gradients) {
      largest = Math.max(largest, Math.abs(gradient));
    }
    for (int i = 0; i < gradients.length; i++) {
      assertThat((double) before[i] - after[i])
          .as("parameter %d", i)
          .isCloseTo(gradients[i], within(1e-4 * largest));
    }
  }
}
