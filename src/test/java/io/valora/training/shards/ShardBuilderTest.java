package io.valora.training.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.training.MixedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ShardBuilderTest {
  /** More than a builder has room for at first. */
  private static final int ROWS = 3000;

  private static final Dataset<Row> ENCODED = MixedRows.rows(ROWS);

  @Test
  void everyRowIsInOneShardWithAllThatItHolds() {
    List<Integer> labels = new ArrayList<>();
    for (Shard shard : shards(ENCODED, 2)) {
      assertThat(shard.numbersOfRow()).isEqualTo(2);
      for (int row = 0; row < shard.rows(); row++) {
        labels.add((int) shard.labels()[row]);
        assertRow(shard, row, (int) shard.labels()[row]);
      }
    }
    assertThat(labels)
        .hasSize(ROWS)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, ROWS).boxed().toList());
  }

  @Test
  void shardsDoNotDependOnPartitioningOrOrder() {
    Dataset<Row> elsewhere = ENCODED.orderBy("user_index", "row_key").repartition(7);

    assertThat(shards(elsewhere, 3)).usingRecursiveComparison().isEqualTo(shards(ENCODED, 3));
  }

  @Test
  void rowsStandInTheOrderOfTheirIndicesAndThenTheirKeys() {
    for (Shard shard : shards(ENCODED, 2)) {
      for (int row = 1; row < shard.rows(); row++) {
        int users = Integer.compare(shard.indices()[0][row - 1], shard.indices()[0][row]);
        assertThat(users).isNotPositive();
        assertThat(users < 0 || Long.compareUnsigned(shard.keys()[row - 1], shard.keys()[row]) < 0)
            .isTrue();
      }
    }
  }

  @Test
  void bytesAreThoseOfTheArrays() {
    Shard shard = shards(MixedRows.rows(10), 1).get(0);

    assertThat(shard.bytes())
        .as("keys, labels, numbers and users; starts; 20 entries")
        .isEqualTo(10 * (8 + 4 + 2 * 4 + 4) + 11 * 4 + 20 * (4 + 4));
  }

  @Test
  void aShardWithoutRowsIsEmpty() {
    Shard shard = shards(MixedRows.rows(0), 1).get(0);

    assertThat(shard.rows()).isZero();
    assertThat(shard.numbersOfRow()).isZero();
    assertThat(shard.bags()[1].entries()).isZero();
  }

  private static void assertRow(Shard shard, int row, int label) {
    int from = shard.bags()[1].starts()[row];
    int to = shard.bags()[1].starts()[row + 1];
    assertThat(shard.keys()[row]).isEqualTo(MixedRows.key(label));
    assertThat(shard.indices()[0][row]).isEqualTo(MixedRows.user(label));
    assertThat(Arrays.copyOfRange(shard.bags()[1].indices(), from, to))
        .containsExactly(MixedRows.terms(label));
    assertThat(Arrays.copyOfRange(shard.bags()[1].weights(), from, to))
        .containsExactly(MixedRows.weights(label));
    assertThat(Arrays.copyOfRange(shard.numbers(), 2 * row, 2 * row + 2))
        .containsExactly(MixedRows.numbers(label));
  }

  private static List<Shard> shards(Dataset<Row> encoded, int count) {
    try (ShardedRows rows = ShardedRows.of(encoded, MixedRows.LAYOUT, count)) {
      return rows.shards().collect().stream()
          .sorted(Comparator.comparingInt(Shard::index))
          .toList();
    }
  }
}
