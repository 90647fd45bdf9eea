package io.valora.features.fit.side;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.testing.LocalSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SideEntriesTest {
  private static final StructType ENCODED =
      new StructType()
          .add("id_index", DataTypes.IntegerType)
          .add("indices", DataTypes.createArrayType(DataTypes.IntegerType))
          .add("weights", DataTypes.createArrayType(DataTypes.FloatType));
  private static final StructType PAIRS =
      new StructType()
          .add("user_index", DataTypes.IntegerType)
          .add("item_index", DataTypes.IntegerType);

  @Test
  void rowsStandOneAfterTheOtherWhateverTheOrderTheyComeIn() {
    Dataset<Row> encoded =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create(4, new Integer[] {7}, new Float[] {1f}),
                    RowFactory.create(1, new Integer[] {2, 5}, new Float[] {0.5f, 0.25f})),
                ENCODED);
    for (int partitions : new int[] {1, 3}) {
      SideEntries entries = SideEntries.of(encoded.repartition(partitions), 5);
      assertThat(entries.ids()).isEqualTo(5);
      assertThat(entries.starts()).containsExactly(0, 0, 2, 2, 2, 3, 3);
      assertThat(entries.indices()).containsExactly(2, 5, 7);
      assertThat(entries.weights()).containsExactly(0.5f, 0.25f, 1f);
      assertThat(entries.to(3) - entries.from(3)).isZero();
    }
  }

  @Test
  void anIndexAboveTheIdsIsRefused() {
    Dataset<Row> encoded =
        LocalSpark.session()
            .createDataFrame(
                List.of(RowFactory.create(4, new Integer[] {7}, new Float[] {1f})), ENCODED);
    assertThatThrownBy(() -> SideEntries.of(encoded, 3)).hasMessage("index 4 is above 3");
  }

  @Test
  void ratedItemsAscendWithWeightsOfUnitLength() {
    Dataset<Row> train =
        pairs(new int[][] {{2, 9}, {1, 3}, {2, 4}, {2, 9}, {2, 0}, {0, 4}, {2, 1}, {2, 2}});
    SideEntries rated = SideEntries.ratedBy(train, 3);
    assertThat(rated.starts()).containsExactly(0, 0, 1, 5, 5);
    assertThat(rated.indices()).containsExactly(3, 1, 2, 4, 9);
    assertThat(rated.weights()).containsExactly(1f, 0.5f, 0.5f, 0.5f, 0.5f);
  }

  @Test
  void aUserWhoRatedTooMuchKeepsWhatTheHashChooses() {
    List<int[]> rows = new ArrayList<>();
    for (int item = 1; item <= 200; item++) {
      rows.add(new int[] {1, item});
    }
    Dataset<Row> train = pairs(rows.toArray(int[][]::new));
    RatedCap cap = new RatedCap(25, 3);
    SideEntries rated = SideEntries.ratedBy(train, 1, cap);
    assertThat(rated.indices()).hasSize(25).isSorted().doesNotHaveDuplicates();
    assertThat(rated.weights()).containsOnly(0.2f);
    assertThat(SideEntries.ratedBy(train.repartition(5), 1, cap).indices())
        .isEqualTo(rated.indices());
    assertThat(SideEntries.ratedBy(train, 1, new RatedCap(25, 4)).indices())
        .isNotEqualTo(rated.indices());
  }

  @Test
  void aCapBelowOneIsRefused() {
    assertThatThrownBy(() -> new RatedCap(0, 1)).hasMessage("0 items are fewer than 1");
  }

  private static Dataset<Row> pairs(int[][] pairs) {
    return LocalSpark.session()
        .createDataFrame(
            Arrays.stream(pairs).map(pair -> RowFactory.create(pair[0], pair[1])).toList(), PAIRS);
  }
}
