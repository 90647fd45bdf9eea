package io.valora.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TableShape.Entries;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TowerIndicesTest {
  private static final TowerIndices PLAIN =
      new TowerIndices(List.of(new TableShape(5, 2), new TableShape(3, 2)), 0);
  private static final TowerIndices ROWS =
      new TowerIndices(
          List.of(new TableShape(5, 2), new TableShape(9, 2, Entries.BAG, TableShape.NEXT)), 1);

  @Test
  void aRowHasItsNumbersAndThenTriplesOfTableIndexAndWeight() {
    IndexBatch batch =
        ROWS.read(
            input(
                new float[] {0.5f, 0, 4, 1, 1, 8, 2, 1, 3, -1},
                new float[] {0.7f, 0, 2, 1, -1, 0, 0, -1, 0, 0}));

    assertThat(batch.rows()).isEqualTo(2);
    assertThat(batch.numbers()).containsExactly(0.5f, 0.7f);
    assertThat(batch.indices()[0]).containsExactly(4, 2);
    assertThat(new int[] {batch.bags(1).start(1), batch.bags(1).start(2)}).containsExactly(2, 2);
    assertThat(new int[] {batch.bags(1).index(0), batch.bags(1).index(1)}).containsExactly(8, 3);
    assertThat(batch.bags(1).weight(1)).isEqualTo(-1);
  }

  @Test
  void anotherShapeIsRefused() {
    assertThatThrownBy(() -> PLAIN.read(input(new float[] {1, 2, 0})))
        .hasMessage("Cannot read the tower's input: its shape is [1, 3] (must be [batch, 2])");
    for (float[] row : List.of(new float[] {1, 0, 2}, new float[] {1, 0, 2, 1, 1})) {
      assertThatThrownBy(() -> ROWS.read(input(row)))
          .hasMessage(
              "Cannot read the tower's input: its shape is [1, %d] (must be [batch, 1 + 3 · entries])"
                  .formatted(row.length));
    }
  }

  @Test
  void anIndexThatIsNoRowIsRefused() {
    assertThatThrownBy(() -> PLAIN.read(input(new float[] {4, 3})))
        .hasMessage("Cannot read the tower's input: 3 is no row of table 1 (must be in [0, 3))");
    assertThatThrownBy(() -> ROWS.read(input(new float[] {0, 0, 5, 1})))
        .hasMessage("Cannot read the tower's input: 5 is no row of table 0 (must be in [0, 5))");
    assertThatThrownBy(() -> ROWS.read(input(new float[] {0, 0, 4, 1, 1, -2, 1})))
        .hasMessage("Cannot read the tower's input: -2 is no row of table 1 (must be in [0, 9))");
  }

  @Test
  void entriesThatAreNotInTheOrderOfTheTablesAreRefused() {
    for (float[] row :
        List.of(
            new float[] {0, 0, 4, 1, 2, 0, 1},
            new float[] {0, 0, 4, 1, -1, 0, 0, 1, 3, 1},
            new float[] {0, 1, 4, 1, 0, 0, 1})) {
      assertThatThrownBy(() -> ROWS.read(input(row)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("Cannot read the tower's input: row 0 ");
    }
  }

  @Test
  void aTableOfOneEntryNeedsOne() {
    String message = "Cannot read the tower's input: row 0 has %d entries of table 0 (must be 1)";
    assertThatThrownBy(() -> ROWS.read(input(new float[] {0, 1, 4, 1})))
        .hasMessage(message.formatted(0));
    assertThatThrownBy(() -> ROWS.read(input(new float[] {0, 0, 4, 1, 0, 3, 1})))
        .hasMessage(message.formatted(2));
  }

  @Test
  void moreRowsThanFloatsCanTellApartAreRefused() {
    TowerIndices large =
        new TowerIndices(List.of(new TableShape((1 << 24) + 1, 1, Entries.BAG, 0)), 0);

    assertThatThrownBy(() -> large.read(input(new float[] {0, 4, 1})))
        .hasMessage(
            "Cannot read the tower's input: FLOAT can't tell the 16777217 rows of table 0 apart");
  }

  @Test
  void asManyLabelsAsRowsAreNeeded() {
    assertThatThrownBy(() -> ROWS.read(input(new float[] {0, 0, 4, 1}), Nd4j.zeros(2, 1)))
        .hasMessage("Cannot read the tower's labels: there are 2 for 1 rows");
  }

  private static INDArray input(float[]... rows) {
    return Nd4j.createFromArray(rows);
  }
}
