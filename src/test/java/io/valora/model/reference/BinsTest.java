package io.valora.model.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.model.Range;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinsTest {
  private static final NumberBins NUMBERS = new NumberBins(-1, List.of(0.0, 2.5, 10.0));
  private static final CategoryBins NAMES = new CategoryBins(List.of("north", "south"));

  @Test
  void aNumberIsInTheBinWhoseUpperEndIsTheFirstNotBelowIt() {
    List<Double> numbers = List.of(-1.0, -0.5, -0.0, 0.0, 0.1, 2.5, 2.6, 10.0);

    assertThat(numbers).extracting(NUMBERS::bin).containsExactly(1, 1, 1, 1, 2, 2, 3, 3);
    assertThat(NUMBERS.bin(2)).as("a whole number").isEqualTo(2);
  }

  @Test
  void aNumberBeyondTheEndsIsInAnOuterBinIfThereAreAny() {
    assertThat(NUMBERS.size()).isEqualTo(5);
    assertThat(List.of(-1e300, -1.1, 10.1)).extracting(NUMBERS::bin).containsExactly(0, 0, 4);
    assertThat(NumberBins.EMPTY.bin(0.0)).isEqualTo(Bins.NONE);
    assertThat(NumberBins.EMPTY.size()).isZero();
  }

  @Test
  void evenBinsEndWhereTheRangeDoes() {
    assertThat(NumberBins.even(new Range(0, 1), 4))
        .isEqualTo(new NumberBins(0, List.of(0.25, 0.5, 0.75, 1.0)));
    assertThat(NumberBins.even(new Range(3, 3), 4)).isEqualTo(new NumberBins(3, List.of(3.0)));
    assertThat(NumberBins.even(new Range(0.1, 0.7), 7).upper()).last().isEqualTo(0.7);
  }

  @Test
  void aCategoryIsInItsOwnBin() {
    assertThat(NAMES.bin("south")).isEqualTo(1);
    assertThat(NAMES.bin("South")).isEqualTo(Bins.NONE);
  }

  @Test
  void theStateOfAllRowsIsTheSumOfTheStatesOfTheirParts() {
    Random random = new Random(3);
    Double[] values = new Double[1000];
    Arrays.setAll(values, i -> i % 7 == 0 ? null : random.nextDouble() * 14 - 2);
    BinnedRows all = state(Arrays.asList(values)).result();

    for (int parts : new int[] {1, 2, 5}) {
      List<BinningState> states = new ArrayList<>();
      BinnedRows sum = BinnedRows.none(NUMBERS);
      for (int part = 0; part < parts; part++) {
        List<Double> rows =
            Arrays.asList(values).subList(1000 * part / parts, 1000 * (part + 1) / parts);
        states.add(state(rows));
        sum = sum.plus(state(rows).result());
      }
      Collections.shuffle(states, random);
      BinningState merged = new BinningState(NUMBERS);
      states.forEach(merged::merge);

      assertThat(merged.result()).isEqualTo(all).isEqualTo(sum);
    }
    assertThat(all.rows()).isEqualTo(1000);
    assertThat(all.missing()).isEqualTo(143);
    assertThat(all.bins()).allMatch(rows -> rows > 0);
  }

  @Test
  void binsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new NumberBins(1, List.of(0.5)))
        .hasMessage("upper ends must ascend from least");
    assertThatThrownBy(() -> new NumberBins(1, List.of(2.0, 2.0)))
        .hasMessage("upper ends must ascend from least");
    assertThatThrownBy(() -> new NumberBins(1, List.of()))
        .hasMessage("upper ends must ascend from least");
    assertThatThrownBy(() -> new CategoryBins(List.of("a", "a")))
        .hasMessage("categories must be listed once each");
    assertThatThrownBy(() -> new BinnedRows(List.of(1L), -1, 0))
        .hasMessage("rows must be at least 0");
    assertThatThrownBy(() -> BinnedRows.none(NUMBERS).plus(BinnedRows.none(NAMES)))
        .hasMessage("2 bins can't be added to 5");
  }

  @Test
  void columnsThatCannotBeAreRefused() {
    BinnedRows two = BinnedRows.none(NAMES);

    assertThatThrownBy(() -> new ReferenceColumn("a", Measure.VALUE, NAMES, Optional.empty(), two))
        .hasMessage("a has bins of another kind");
    assertThatThrownBy(
            () -> new ReferenceColumn("a", Measure.VALUE, NUMBERS, Optional.empty(), two))
        .hasMessage("a needs the rows of each bin");
  }

  private static BinningState state(List<Double> rows) {
    BinningState state = new BinningState(NUMBERS);
    rows.forEach(state::add);
    return state;
  }
}
