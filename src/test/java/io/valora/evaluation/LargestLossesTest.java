package io.valora.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LargestLossesTest {
  private static final int ROWS = 200;
  private static final int MOST = 10;

  @Test
  void mergedPartsFindWhatTheWholeFindsInAnyOrder() {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      rows.add(row);
    }
    List<DecidingRow> found = found(List.of(rows));
    assertThat(found).hasSize(MOST);
    assertThat(found.get(0).keys()).containsEntry("row", "6");
    for (int time = 0; time < 5; time++) {
      Collections.shuffle(rows, new Random(time));
      assertThat(found(List.of(rows.subList(0, 7), rows.subList(7, 120), rows.subList(120, ROWS))))
          .isEqualTo(found);
    }
  }

  @Test
  void rowsWithoutALossAreLeftOut() {
    LargestLosses losses = new LargestLosses(MOST);
    for (double loss : new double[] {0, -1, Double.NaN}) {
      losses.add(loss, 1, () -> DecidingRow.of(Map.of()));
    }
    assertThat(losses.rows()).isEmpty();
  }

  @Test
  void noneAreKeptWhereNoneAreWanted() {
    LargestLosses losses = new LargestLosses(0);
    losses.add(1, 1, () -> DecidingRow.of(Map.of()));
    assertThat(losses.rows()).isEmpty();
  }

  /** With many ties: the loss is the row modulo 7. */
  private static List<DecidingRow> found(List<List<Integer>> parts) {
    LargestLosses all = new LargestLosses(MOST);
    for (List<Integer> part : parts) {
      LargestLosses losses = new LargestLosses(MOST);
      part.forEach(
          row -> losses.add(row % 7, row, () -> DecidingRow.of(Map.of("row", row.toString()))));
      all.merge(losses);
    }
    return all.rows();
  }
}
