package io.valora.tower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.tower.ReferenceTower;
import io.valora.testing.tower.RowExamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowKernelTest {
  private static final int ROWS = 300;
  private static final List<List<Integer>> HIDDEN = List.of(List.of(), List.of(5), List.of(33, 17));

  static Stream<String> designs() {
    return allDesigns().keySet().stream();
  }

  /** Bags, indices, numbers and factors; and every activation with every loss. */
  static Map<String, TowerDesign> allDesigns() {
    Map<String, TowerDesign> designs = new LinkedHashMap<>(RowExamples.designs());
    for (Activation activation : Activation.values()) {
      for (TowerLoss loss : TowerLoss.values()) {
        for (List<Integer> hidden : HIDDEN) {
          designs.put(
              "%s, %s, hidden %s".formatted(activation, loss, hidden),
              RowExamples.design(
                  List.of(new TableShape(9, 3), new TableShape(12, 2)),
                  new TowerShape(7, hidden, activation, loss, 0, 0)));
        }
      }
    }
    return designs;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void outputsAreThoseOfTheBatchKernel(String name) {
    TowerDesign design = allDesigns().get(name);
    float[] parameters = ReferenceTower.gaussian(design.parameters(), 0.5, 5);
    IndexBatch batch = RowExamples.batch(design, ROWS, 7);
    RowKernel kernel = new RowKernel(design.tables(), design.dense(), parameters);

    float[] outputs = new float[ROWS];
    List<TowerRow> rows = rows(design, batch);
    for (int row = 0; row < ROWS; row++) {
      outputs[row] = kernel.output(rows.get(row));
    }

    assertThat(outputs).containsExactly(batchOutputs(design, parameters, batch), within(1e-5f));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void aRowsBitsDoNotDependOnOtherRowsOrThreads(String name) {
    TowerDesign design = allDesigns().get(name);
    float[] parameters = ReferenceTower.gaussian(design.parameters(), 0.5, 5);
    List<TowerRow> rows = rows(design, RowExamples.batch(design, ROWS, 7));
    RowKernel kernel = new RowKernel(design.tables(), design.dense(), parameters);
    double[] inOrder = rows.stream().mapToDouble(kernel::predict).toArray();

    double[] atOnce = rows.parallelStream().mapToDouble(kernel::predict).toArray();
    double[] backwards = new double[ROWS];
    for (int row = ROWS - 1; row >= 0; row--) {
      backwards[row] = kernel.predict(rows.get(row));
    }

    assertThat(atOnce).containsExactly(inOrder);
    assertThat(backwards).containsExactly(inOrder);
  }

  @Test
  void productsWithAllSecondRowsAreThoseOfSinglePairs() {
    for (boolean hasBag : List.of(false, true)) {
      List<TableShape> tables = new ArrayList<>();
      tables.add(new TableShape(3, 5));
      tables.add(new TableShape(11, 5));
      if (hasBag) {
        tables.add(new TableShape(4, 1, TableShape.Entries.BAG, 5));
      }
      TowerShape shape = TowerShape.factors(4, TowerLoss.MSE);
      int count = 70 + (hasBag ? 4 : 0) + shape.weights();
      RowKernel kernel = new RowKernel(tables, shape, ReferenceTower.gaussian(count, 1, 1));
      for (int first = 0; first < 3; first++) {
        float[] products = kernel.products(first);
        for (int second = 0; second < 11; second++) {
          TowerRow pair =
              hasBag ? TowerRow.of(first, second, new int[0]) : TowerRow.of(first, second);
          assertThat(products[second]).isEqualTo(kernel.output(pair));
        }
      }
    }
  }

  @Test
  void onlyFactorsOfTwoTablesHaveProducts() {
    TowerDesign design = RowExamples.designs().get("an index and numbers");
    RowKernel kernel =
        new RowKernel(design.tables(), design.dense(), new float[design.parameters()]);

    assertThat(kernel.isProductOfTwo()).isFalse();
    assertThatThrownBy(() -> kernel.products(0))
        .hasMessage("The tower is no product of two tables' rows");
  }

  @Test
  void crossEntropyPredictsTheProbabilityOfItsLogit() {
    TowerShape shape = TowerShape.factors(0, TowerLoss.CROSS_ENTROPY);
    RowKernel kernel =
        new RowKernel(
            List.of(new TableShape(2, 1, TableShape.Entries.BAG, 0)),
            shape,
            new float[] {1, -2, 0.5f});

    assertThat(kernel.output(TowerRow.ofBag(new int[] {0, 1}, new float[] {1, 0.5f})))
        .isEqualTo(0.5f);
    assertThat(kernel.predict(TowerRow.ofBag(new int[] {}, new float[] {})))
        .isEqualTo(1 / (1 + Math.exp(-0.5)));
  }

  @Test
  void aRowThatDoesNotFitIsRefused() {
    String message = "The row doesn't fit the tower's tables and numbers";
    TowerDesign design = RowExamples.designs().get("an index and numbers");
    RowKernel kernel =
        new RowKernel(design.tables(), design.dense(), new float[design.parameters()]);
    float[] numbers = {1, 2};

    for (int index : new int[] {-1, 9}) {
      assertThatThrownBy(() -> kernel.output(row(new int[] {index}, numbers))).hasMessage(message);
    }
    assertThatThrownBy(() -> kernel.output(row(new int[] {1, 2}, numbers))).hasMessage(message);
    assertThatThrownBy(() -> kernel.output(TowerRow.of(1))).hasMessage(message);
    assertThatThrownBy(() -> kernel.output(TowerRow.of(1, 1))).hasMessage(message);
    assertThat(kernel.output(row(new int[] {8}, numbers))).isZero();
  }

  @Test
  void parametersOfAnotherTowerAreRefused() {
    TowerDesign design = RowExamples.designs().get("an index and numbers");

    assertThatThrownBy(() -> new RowKernel(design.tables(), design.dense(), new float[3]))
        .hasMessage("3 parameters don't fit the tower (must be %d)".formatted(design.parameters()));
  }

  private static TowerRow row(int[] indices, float[] numbers) {
    return new TowerRow(new int[][] {indices}, new float[1][], numbers);
  }

  static List<TowerRow> rows(TowerDesign design, IndexBatch batch) {
    List<TowerRow> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      int tables = design.tables().size();
      int[][] indices = new int[tables][];
      float[][] weights = new float[tables][];
      for (int table = 0; table < tables; table++) {
        Bags bags = batch.bags(table);
        indices[table] =
            bags == null
                ? new int[] {batch.indices()[table][row]}
                : IntStream.range(bags.start(row), bags.start(row + 1)).map(bags::index).toArray();
        weights[table] = bags == null ? null : new float[indices[table].length];
        for (int i = 0; bags != null && i < indices[table].length; i++) {
          weights[table][i] = bags.weight(bags.start(row) + i);
        }
      }
      int numbers = design.numbers();
      rows.add(
          new TowerRow(
              indices,
              weights,
              Arrays.copyOfRange(batch.numbers(), row * numbers, (row + 1) * numbers)));
    }
    return rows;
  }

  private static float[] batchOutputs(TowerDesign design, float[] parameters, IndexBatch batch) {
    int dense = parameters.length - design.dense().weights();
    FloatPointer weights =
        new FloatPointer(Arrays.copyOfRange(parameters, dense, parameters.length));
    EmbeddingTable[] tables = new EmbeddingTable[design.tables().size()];
    TowerState state = TowerState.starting(design, parameters);
    Arrays.setAll(tables, table -> new EmbeddingTable(design, table, state.tables()[table]));
    EmbeddedBatch rows = new EmbeddedBatch(design, batch, tables);
    rows.open();
    float[] outputs = new float[batch.rows()];
    try (HeadKernel kernel = HeadKernel.of(design.dense(), weights, weights)) {
      kernel.score(rows, outputs);
    }
    return outputs;
  }
}
