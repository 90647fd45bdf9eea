package io.valora.training.shards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.tower.Activation;
import io.valora.tower.Bags;
import io.valora.tower.EntryLists;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import io.valora.tower.UpdateRule;
import io.valora.training.LinkedTable;
import io.valora.training.Negatives;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShardRowsTest {
  private static final int ROWS = 1000;
  private static final int TERMS = 10;
  private static final int USERS = 7;

  /** Users 1 to 7, each linked to one entry more than the one before; the unknown one to none. */
  private static final LinkedTable LINK = new LinkedTable(0, links());

  private static final TowerDesign DESIGN =
      new TowerDesign(
          List.of(
              new TableShape(USERS + 1, 2),
              new TableShape(ROWS + TERMS, 2, Entries.BAG, TableShape.NEXT),
              new TableShape(50, 2, Entries.BAG, TableShape.NEXT)),
          new TowerShape(7, List.of(), Activation.RELU, TowerLoss.MSE, 0, 0),
          new UpdateRule.GradientDescent(0.1f),
          0,
          0);

  private static final Negatives TWO = new Negatives(2, 0, USERS + 1);

  @Test
  void aRowStaysTogetherWithItsBagItsNumbersAndItsLinks() {
    IndexBatch batch = batch(new BatchPlan(11, 100, 0), 1, 3);

    assertThat(batch.rows()).isEqualTo(100);
    for (int row = 0; row < batch.rows(); row++) {
      int label = (int) batch.labels()[row];
      assertThat(batch.indices()[0][row]).isEqualTo(user(label));
      assertThat(batch.numbers()[row]).isEqualTo(label / 4f);
      assertThat(entries(batch.bags(1), row))
          .isEqualTo(IntStream.range(label, label + TERMS).boxed().toList());
      assertThat(entries(batch.bags(2), row))
          .isEqualTo(IntStream.range(0, user(label)).boxed().toList());
    }
  }

  /** Of 10,000 entries 3,000 are expected to be left out; 5 standard deviations are 229. */
  @Test
  void wordDropoutLeavesOutItsShareAndScalesUpTheRest() {
    IndexBatch batch = batch(new BatchPlan(11, ROWS, 0.3), 1, 0);
    Bags bags = batch.bags(1);

    int left = bags.start(ROWS);
    assertThat(ROWS * TERMS - left).isCloseTo(3000, within(229));
    for (int entry = 0; entry < left; entry++) {
      assertThat(bags.weight(entry)).isEqualTo(0.5f * (float) (1 / 0.7));
    }
    assertThat(IntStream.range(0, ROWS).map(row -> bags.start(row + 1) - bags.start(row)))
        .as("each entry by itself")
        .contains(4, 5, 6, 7, 8, 9);
  }

  @Test
  void wordDropoutIsAFunctionOfSeedEpochAndKey() {
    List<List<Integer>> first = bags(new BatchPlan(11, 100, 0.3), 1);

    assertThat(bags(new BatchPlan(11, 100, 0.3), 1)).isEqualTo(first);
    assertThat(bags(new BatchPlan(11, 37, 0.3), 1)).as("not of the batch").isEqualTo(first);
    assertThat(bags(new BatchPlan(11, 100, 0.3), 2)).isNotEqualTo(first);
    assertThat(bags(new BatchPlan(12, 100, 0.3), 1)).isNotEqualTo(first);
  }

  @Test
  void aHiddenUserHasTheLinksOfTheUnknownOne() {
    IndexBatch batch = batch(new BatchPlan(11, ROWS, 0.3), 1, 0);

    int hidden = 0;
    for (int row = 0; row < ROWS; row++) {
      int user = batch.indices()[0][row];
      hidden += user == 0 ? 1 : 0;
      assertThat(entries(batch.bags(2), row)).hasSize(user);
    }
    assertThat(hidden).isCloseTo(300, within(73));
  }

  @Test
  void madeUpRowsFollowTheirRowWithLabelZeroAndAnotherIndex() {
    IndexBatch batch = batch(new BatchPlan(11, 100, 0, TWO), 1, 0);

    assertThat(batch.rows()).isEqualTo(300);
    for (int row = 0; row < 300; row++) {
      int real = row - row % 3;
      int label = (int) batch.labels()[real];
      int user = batch.indices()[0][row];
      assertThat(batch.labels()[row]).isEqualTo(row == real ? label : 0);
      assertThat(user).isBetween(1, USERS);
      assertThat(row == real ? user : user(label)).isEqualTo(user(label));
      assertThat(entries(batch.bags(1), row)).isEqualTo(entries(batch.bags(1), real));
      assertThat(batch.numbers()[row]).isEqualTo(batch.numbers()[real]);
      assertThat(entries(batch.bags(2), row)).as("links of the drawn one").hasSize(user);
    }
  }

  @Test
  void madeUpRowsAreFunctionsOfSeedAndEpoch() {
    int[] first = users(new BatchPlan(11, ROWS, 0, TWO), 1);

    assertThat(users(new BatchPlan(11, ROWS, 0, TWO), 1)).containsExactly(first);
    assertThat(users(new BatchPlan(11, ROWS, 0, TWO), 2)).isNotEqualTo(first);
    assertThat(users(new BatchPlan(12, ROWS, 0, TWO), 1)).isNotEqualTo(first);
  }

  /** Of 7,000 draws each index is expected 1,000 times; 5 standard deviations are 147. */
  @Test
  void drawsAreUniformAndNeverTheUnknownOne() {
    int[] counts = new int[USERS + 1];
    for (int key = 0; key < 7000; key++) {
      counts[TWO.draw(5, key, 1)]++;
    }

    assertThat(counts[0]).isZero();
    for (int index = 1; index <= USERS; index++) {
      assertThat(counts[index]).isCloseTo(1000, within(147));
    }
    assertThat(TWO.draw(5, 3, 1)).isEqualTo(TWO.draw(5, 3, 1));
  }

  @Test
  void aTableOfTheUnknownOneAloneHasNothingToDraw() {
    assertThatThrownBy(() -> new Negatives(1, 0, 1))
        .hasMessage("There is nothing to draw from a table of 1 rows");
  }

  private static int user(int label) {
    return 1 + label % USERS;
  }

  private static Shard shard() {
    int[] starts = IntStream.rangeClosed(0, ROWS).map(row -> TERMS * row).toArray();
    int[] terms = IntStream.range(0, ROWS * TERMS).map(at -> at / TERMS + at % TERMS).toArray();
    float[] weights = new float[terms.length];
    float[] labels = new float[ROWS];
    float[] numbers = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = row;
      numbers[row] = row / 4f;
    }
    Arrays.fill(weights, 0.5f);
    return new Shard(
        0,
        LongStream.range(0, ROWS).toArray(),
        labels,
        new int[][] {IntStream.range(0, ROWS).map(ShardRowsTest::user).toArray(), null},
        new EntryLists[] {null, new EntryLists(starts, terms, weights)},
        numbers);
  }

  private static EntryLists links() {
    int[] starts = new int[USERS + 2];
    List<Integer> indices = new ArrayList<>();
    for (int user = 0; user <= USERS; user++) {
      IntStream.range(0, user).forEach(indices::add);
      starts[user + 1] = indices.size();
    }
    int[] flat = indices.stream().mapToInt(index -> index).toArray();
    return new EntryLists(starts, flat, new float[flat.length]);
  }

  private static IndexBatch batch(BatchPlan plan, int epoch, int number) {
    IndexBatch batch = ShardRows.room(DESIGN, plan.negatives(), plan.batchSize());
    new ShardBatches(plan, epoch, shard(), List.of(LINK)).fill(number, batch);
    return batch;
  }

  private static int[] users(BatchPlan plan, int epoch) {
    return batch(plan, epoch, 0).indices()[0].clone();
  }

  /** Of all rows in the order of their labels; one batch is filled again and again. */
  private static List<List<Integer>> bags(BatchPlan plan, int epoch) {
    ShardBatches batches = new ShardBatches(plan, epoch, shard(), List.of(LINK));
    IndexBatch batch = ShardRows.room(DESIGN, plan.negatives(), plan.batchSize());
    List<List<Integer>> bags = new ArrayList<>(Collections.nCopies(ROWS, null));
    for (int number = 0; number < batches.count(); number++) {
      batches.fill(number, batch);
      for (int row = 0; row < batch.rows(); row++) {
        bags.set((int) batch.labels()[row], entries(batch.bags(1), row));
      }
    }
    return bags;
  }

  private static List<Integer> entries(Bags bags, int row) {
    return IntStream.range(bags.start(row), bags.end(row)).mapToObj(bags::index).toList();
  }
}
