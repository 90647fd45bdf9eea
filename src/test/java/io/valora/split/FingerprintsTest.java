package io.valora.split;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.split.TypedRatings;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
  private static final List<Row> ROWS = TypedRatings.generate(3, 200);

  @Test
  void doesNotDependOnOrderPartitionsOrColumnOrder() {
    Dataset<Row> moved = TypedRatings.shuffled(ROWS, 9, 7);
    assertThat(Fingerprints.of(moved.select("time", "row_key", "rating", "item", "user")))
        .isEqualTo(Fingerprints.of(TypedRatings.typed(ROWS)));
  }

  @Test
  void oneCellChangesIt() {
    List<Row> changed = new ArrayList<>(ROWS);
    Row first = ROWS.get(0);
    changed.set(0, TypedRatings.rating(first.getString(0), first.getString(1), 99, null));
    assertThat(Fingerprints.of(TypedRatings.typed(changed)).hash())
        .isNotEqualTo(Fingerprints.of(TypedRatings.typed(ROWS)).hash());
  }

  @Test
  void whichCellIsNullChangesIt() {
    Dataset<Row> left = TypedRatings.typed(List.of(TypedRatings.rating("a", null, 1, 1)));
    Dataset<Row> right = TypedRatings.typed(List.of(TypedRatings.rating(null, "a", 1, 1)));
    assertThat(Fingerprints.of(left.drop("row_key")))
        .isNotEqualTo(Fingerprints.of(right.drop("row_key")));
  }

  @Test
  void countsEveryCopyOfARow() {
    Row row = TypedRatings.rating("a", "b", 1, 1);
    assertThat(Fingerprints.of(TypedRatings.typed(List.of(row, row, row))).hash())
        .isNotEqualTo(Fingerprints.of(TypedRatings.typed(List.of(row))).hash());
  }

  @Test
  void noRowsHaveTheHashZero() {
    assertThat(Fingerprints.of(TypedRatings.typed(List.of())))
        .hasToString("DatasetFingerprint[rows=0, hash=0000000000000000]");
  }
}
