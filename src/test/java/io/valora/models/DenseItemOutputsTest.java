package io.valora.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.tower.ReferenceTower;
import io.valora.tower.Activation;
import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerRow;
import io.valora.tower.TowerShape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenseItemOutputsTest {
  private static final int USERS = 3;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 700})
  void theyAreThoseOfSinglePairsInEachBlock(int items) {
    requireSameBits(kernel(items, 4, 5, List.of(9, 6), Activation.RELU, false));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "5, 2", "8, 8"})
  void oddNumbersOfColumnsAndOfHiddenUnitsToo(int users, int items) {
    for (List<Integer> hidden : List.of(List.<Integer>of(), List.of(1), List.of(4, 3, 2))) {
      requireSameBits(kernel(20, users, items, hidden, Activation.TANH, false));
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void bagsOfContextsAreEmpty(Activation activation) {
    requireSameBits(kernel(20, 3, 3, List.of(7), activation, true));
  }

  /** More sums than are kept. */
  @ParameterizedTest
  @ValueSource(ints = 70_000)
  void manyItemsAndHiddenUnitsToo(int items) {
    requireSameBits(kernel(items, 1, 1, List.of(250), Activation.RELU, false));
  }

  private static RowKernel kernel(
      int items,
      int userDimension,
      int itemDimension,
      List<Integer> hidden,
      Activation activation,
      boolean hasBag) {
    List<TableShape> tables = new ArrayList<>();
    tables.add(new TableShape(USERS, userDimension));
    tables.add(new TableShape(items, itemDimension));
    if (hasBag) {
      tables.add(new TableShape(4, 2, Entries.BAG, TableShape.NEXT));
    }
    TowerShape shape =
        new TowerShape(TableShape.width(tables), hidden, activation, TowerLoss.MSE, 0, 0);
    int parameters =
        tables.stream().mapToInt(table -> table.rows() * table.dimension()).sum() + shape.weights();
    return new RowKernel(tables, shape, ReferenceTower.gaussian(parameters, 0.5, 3));
  }

  private static void requireSameBits(RowKernel kernel) {
    assertThat(DenseItemOutputs.fits(kernel)).isTrue();
    boolean hasBag = kernel.tables().size() > 2;
    DenseItemOutputs outputs = new DenseItemOutputs(kernel);
    for (int user = 0; user < USERS; user++) {
      float[] all = outputs.of(user);
      assertThat(all).hasSize(kernel.tables().get(1).rows());
      for (int item = 0; item < all.length; item += 1 + all.length / 1000) {
        TowerRow pair = hasBag ? TowerRow.of(user, item, new int[0]) : TowerRow.of(user, item);
        assertThat(all[item]).isEqualTo(kernel.output(pair));
      }
    }
  }
}
