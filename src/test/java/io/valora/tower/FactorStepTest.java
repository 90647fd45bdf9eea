package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.tower.ReferenceTower;
import io.valora.testing.tower.RowExamples;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TableShape.Learning;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside the same step on tiles, which reads and learns every row of the data by itself. */
class FactorStepTest {
  private static final int USERS = 6;
  private static final int ITEMS = 12;
  private static final int STEPS = 4;

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 7, 8, 19, 40})
  void stepsAreThoseOnTilesUpToRounding(int factors) {
    for (UpdateRule rule : rules()) {
      for (Learning learning : Learning.values()) {
        for (double decay : new double[] {0, 0.1}) {
          TowerDesign design = design(factors, rule, learning, decay);
          assertSame(design, batches(true));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"MSE", "MAE", "CROSS_ENTROPY", "POISSON"})
  void everyLossIsThatOnTiles(TowerLoss loss) {
    TowerDesign design =
        new TowerDesign(
            tables(9, Learning.LEARNED), TowerShape.factors(8, loss), rules().get(1), 0, 0.1, 0);

    assertSame(design, batches(true));
  }

  @Test
  void factorsOfOneSideAlone() {
    int width = 4;
    for (int column : new int[] {0, width}) {
      TowerDesign design =
          RowExamples.design(
              List.of(new TableShape(USERS, width, Entries.ONE, column)),
              TowerShape.factors(width - 1, TowerLoss.MSE));
      IndexBatch batch = new IndexBatch(1, 3);
      batch.indices()[0] = new int[] {2, 2, 1};
      batch.labels()[1] = 1;
      batch.holds(3);

      assertSame(design, List.of(batch));
    }
  }

  /** Rows that share a bag and rows that have equal ones of their own. */
  @Test
  void whatRowsShareIsLearnedAndCountedForEachOfThem() {
    TowerDesign design = design(8, rules().get(1), Learning.LEARNED, 0);
    List<TowerUpdate> updates = new ArrayList<>();
    for (boolean shared : new boolean[] {true, false}) {
      updates.add(trained(design, batches(shared), true));
    }

    for (int table = 0; table < design.tables().size(); table++) {
      TouchedRows first = updates.get(0).tables().get(table);
      TouchedRows second = updates.get(1).tables().get(table);
      assertThat(first.rows()).containsExactly(second.rows());
      assertThat(first.touches()).containsExactly(second.touches());
      assertClose(first.values(), second.values());
    }
  }

  @Test
  void tablesThatFillNoHalfGoOnTiles() {
    TowerShape shape = TowerShape.factors(3, TowerLoss.MSE);
    List<TableShape> half = List.of(new TableShape(5, 2), new TableShape(5, 2));
    List<TableShape> shifted = List.of(new TableShape(5, 4, Entries.ONE, 2));

    assertThat(FactorSide.fits(half, shape)).isFalse();
    assertThat(FactorSide.fits(shifted, shape)).isFalse();
    assertThat(
            FactorSide.fits(
                half, new TowerShape(8, List.of(), Activation.IDENTITY, TowerLoss.MSE, 0, 0)))
        .isFalse();
  }

  private static void assertSame(TowerDesign design, List<IndexBatch> batches) {
    assertThat(FactorSide.fits(design.tables(), design.dense())).isTrue();
    TowerUpdate expected = trained(design, batches, false);
    TowerUpdate actual = trained(design, batches, true);

    assertClose(actual.dense(), expected.dense());
    for (int table = 0; table < design.tables().size(); table++) {
      TouchedRows some = expected.tables().get(table);
      TouchedRows found = actual.tables().get(table);
      assertThat(byRow(design, table, found)).hasSameSizeAs(byRow(design, table, some));
      assertClose(byRow(design, table, found), byRow(design, table, some));
    }
  }

  /** Touches and values of all rows of a table in their order; of untouched rows zeros. */
  private static float[] byRow(TowerDesign design, int table, TouchedRows touched) {
    int stride = design.stride(table);
    float[] all = new float[design.tables().get(table).rows() * (stride + 1)];
    for (int slot = 0; slot < touched.rows().length; slot++) {
      int at = touched.rows()[slot] * (stride + 1);
      all[at] = touched.touches()[slot];
      System.arraycopy(touched.values(), slot * stride, all, at + 1, stride);
    }
    return all;
  }

  private static void assertClose(float[] actual, float[] expected) {
    for (int i = 0; i < expected.length; i++) {
      double bound = 1e-6 * Math.max(1, Math.abs(expected[i]));
      assertThat((double) actual[i]).isCloseTo(expected[i], within(bound));
    }
  }

  private static TowerUpdate trained(
      TowerDesign design, List<IndexBatch> batches, boolean inPlace) {
    TowerState state =
        TowerState.starting(design, ReferenceTower.gaussian(design.parameters(), 0.3, 5));
    EmbeddingTable[] tables = new EmbeddingTable[design.tables().size()];
    for (int table = 0; table < tables.length; table++) {
      tables[table] = new EmbeddingTable(design, table, state.tables()[table]);
    }
    try (DenseWeights dense = new DenseWeights(design)) {
      dense.load(state.dense());
      TowerStep step =
          inPlace ? new FactorStep(design, tables, dense) : new TileStep(design, tables, dense);
      long rows = 0;
      for (int number = 1; number <= batches.size(); number++) {
        IndexBatch batch = batches.get(number - 1);
        step.gradients(batch, 0);
        for (EmbeddingTable table : tables) {
          table.update(number, batch.rows());
        }
        dense.update(number);
        rows += batch.rows();
      }
      step.close();
      List<TouchedRows> touched = new ArrayList<>();
      for (EmbeddingTable table : tables) {
        touched.add(table.round().end());
      }
      return new TowerUpdate(touched, dense.now(), rows);
    }
  }

  private static List<UpdateRule> rules() {
    return List.of(
        new UpdateRule.GradientDescent(0.1f),
        new UpdateRule.Adagrad(0.1f, 0.1f, 1e-7f),
        new UpdateRule.Adam(0.01f, 1e-3f),
        new UpdateRule.Nesterov(0.05f, 0.9f));
  }

  private static TowerDesign design(int factors, UpdateRule rule, Learning learning, double decay) {
    return new TowerDesign(
        tables(1 + factors, learning),
        TowerShape.factors(factors, TowerLoss.MSE),
        rule,
        decay,
        0.1,
        0);
  }

  /** Users and items, what users rated, columns of items, and biases of contexts. */
  private static List<TableShape> tables(int width, Learning ofRated) {
    return List.of(
        new TableShape(USERS, width, Entries.ONE, 0),
        new TableShape(ITEMS, width, Entries.ONE, width),
        new TableShape(ITEMS, width, Entries.BAG, 0, ofRated),
        new TableShape(5, width, Entries.BAG, width),
        new TableShape(4, 1, Entries.BAG, width));
  }

  /** Users in order, what each rated, some twice; some items have no columns. */
  private static List<IndexBatch> batches(boolean shared) {
    List<IndexBatch> batches = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      Random random = new Random(step);
      int rows = 5 + 20 * step;
      IndexBatch batch = new IndexBatch(tables(1, Learning.LEARNED), 0, rows);
      for (int row = 0; row < rows; row++) {
        int user = row * USERS / rows;
        batch.indices()[0][row] = user;
        batch.indices()[1][row] = random.nextInt(ITEMS);
        batch.labels()[row] = random.nextInt(2);
        boolean repeats = row > 0 && batch.indices()[0][row - 1] == user;
        rated(batch.bags(2), user, shared && repeats);
        for (int column = 0; column < random.nextInt(4); column++) {
          batch.bags(3).add(random.nextInt(5), 0.5f);
        }
        batch.bags(3).endRow();
        batch.bags(4).add(random.nextInt(4), 0.7f);
        batch.bags(4).endRow();
      }
      batch.holds(rows);
      batches.add(batch);
    }
    return batches;
  }

  private static void rated(Bags bags, int user, boolean repeats) {
    if (repeats) {
      bags.repeatRow();
      return;
    }
    for (int item = 0; item < 2 * user; item++) {
      bags.add(item % 7, 0.4f);
    }
    bags.endRow();
  }
}
