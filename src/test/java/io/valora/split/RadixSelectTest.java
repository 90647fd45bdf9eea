package io.valora.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.testing.LocalSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RadixSelectTest {
  @Test
  void findsWhatSortingFinds() {
    SplittableRandom random = new SplittableRandom(1);
    List<Long> spread = random.longs(500).boxed().toList();
    List<Long> crowded = random.longs(500, -3, 4).boxed().toList();
    List<Long> close = random.longs(500, 1L << 40, (1L << 40) + 100_000).boxed().toList();
    for (List<Long> values : List.of(spread, crowded, close)) {
      for (int rank : new int[] {1, 2, 250, 499, 500}) {
        assertThat(RadixSelect.select(column(values), "value", rank))
            .isEqualTo(bySorting(values, rank));
      }
    }
  }

  @Test
  void findsTheEndsOfTheRange() {
    List<Long> values = List.of(Long.MAX_VALUE, -1L, Long.MIN_VALUE, 0L, Long.MIN_VALUE);
    for (int rank = 1; rank <= values.size(); rank++) {
      assertThat(RadixSelect.select(column(values), "value", rank))
          .isEqualTo(bySorting(values, rank));
    }
  }

  @Test
  void nullsDoNotCount() {
    List<Long> values = new ArrayList<>(List.of(5L, 3L));
    values.add(null);
    assertThat(RadixSelect.select(column(values), "value", 2))
        .isEqualTo(new OrderStatistic(5, 1, 1));
  }

  @Test
  void aRankThereIsNotIsRefused() {
    assertThatThrownBy(() -> RadixSelect.select(column(List.of(1L, 2L)), "value", 3))
        .hasMessage("rank 3 is above the 2 values");
    assertThatThrownBy(() -> RadixSelect.select(column(List.of(1L)), "value", 0))
        .hasMessage("rank 0 is not at least 1");
  }

  private static OrderStatistic bySorting(List<Long> values, int rank) {
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    long value = sorted.get(rank - 1);
    return new OrderStatistic(value, sorted.indexOf(value), Collections.frequency(sorted, value));
  }

  private static Dataset<Row> column(List<Long> values) {
    return LocalSpark.session().createDataset(values, Encoders.LONG()).toDF("value");
  }
}
