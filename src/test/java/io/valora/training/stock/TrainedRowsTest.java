package io.valora.training.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.training.shards.BatchRows;
import org.junit.jupiter.api.Test;

class TrainedRowsTest {
  @Test
  void aBatchThatRanTwiceCountsOnce() {
    TrainedRows first = new TrainedRows();
    first.add(new BatchRows(0, 0, 100));
    first.add(new BatchRows(0, 1, 3));
    TrainedRows retry = first.copy();
    retry.add(new BatchRows(1, 0, 50));

    first.merge(retry);

    assertThat(first.value()).isEqualTo(153);
  }

  @Test
  void resettingForgetsAllRows() {
    TrainedRows rows = new TrainedRows();
    assertThat(rows.isZero()).isTrue();
    rows.add(new BatchRows(0, 0, 100));
    assertThat(rows.isZero()).isFalse();

    rows.reset();

    assertThat(rows.isZero()).isTrue();
    assertThat(rows.value()).isZero();
  }
}
