package io.valora.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.LocalSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ListDiversityTest {
  private static final StructType LISTS =
      new StructType()
          .add("user_index", DataTypes.IntegerType)
          .add("items", DataTypes.createArrayType(DataTypes.IntegerType));
  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  void equalListsOverlapWhollyAndDrawOnFewItems() {
    ListDiversity found = ListDiversity.of(lists(List.of(1, 2), List.of(2, 1)), 4);

    assertThat(found.lists()).isEqualTo(2);
    assertThat(found.distinctItems()).isEqualTo(2);
    assertThat(found.coverage()).isEqualTo(0.5);
    assertThat(found.meanOverlap()).isCloseTo(1, CLOSE);
    assertThat(found.gini()).isCloseTo(0.5, CLOSE);
    assertThat(found.isNearlyTheSame(2)).isTrue();
  }

  @Test
  void listsThatShareNothingOverUseTheCatalogEvenly() {
    ListDiversity found = ListDiversity.of(lists(List.of(1, 2), List.of(3, 4)), 4);

    assertThat(found.meanOverlap()).isZero();
    assertThat(found.gini()).isCloseTo(0, CLOSE);
    assertThat(found.isNearlyTheSame(2)).isFalse();
  }

  @Test
  void theNumbersAreThoseOfEveryPairAndEveryItem() {
    SplittableRandom random = new SplittableRandom(5);
    List<List<Integer>> made = new ArrayList<>();
    for (int user = 0; user < 40; user++) {
      Set<Integer> items = new HashSet<>();
      for (int place = random.nextInt(8); place > 0; place--) {
        items.add((int) (30 * random.nextDouble() * random.nextDouble()) + 1);
      }
      made.add(List.copyOf(items));
    }

    for (int partitions : new int[] {1, 5}) {
      ListDiversity found = ListDiversity.of(dataset(made).repartition(partitions), 30);
      List<List<Integer>> filled = made.stream().filter(list -> !list.isEmpty()).toList();
      assertThat(found.lists()).isEqualTo(filled.size());
      assertThat(found.meanOverlap()).isCloseTo(overlapByPairs(filled), CLOSE);
      assertThat(found.gini()).isCloseTo(giniByPairs(filled, 30), CLOSE);
    }
  }

  @Test
  void withoutListsNothingIsDefinedAndNothingIsWarnedOf() {
    ListDiversity found = ListDiversity.of(lists(List.of()), 4);

    assertThat(found.lists()).isZero();
    assertThat(found.meanOverlap()).isNaN();
    assertThat(found.gini()).isNaN();
    assertThat(found.isNearlyTheSame(1)).isFalse();
  }

  @Test
  void oneListAndASmallCatalogSayNothing() {
    assertThat(new ListDiversity(1, 100, 10, Double.NaN, 0.9).isNearlyTheSame(10)).isFalse();
    assertThat(new ListDiversity(9, 19, 19, 0.9, 0.9).isNearlyTheSame(10)).isFalse();
    assertThat(new ListDiversity(9, 100, 19, 0.5, 0.9).isNearlyTheSame(10)).isTrue();
    assertThat(new ListDiversity(9, 100, 60, 0.81, 0.9).isNearlyTheSame(10)).isTrue();
    assertThat(new ListDiversity(9, 100, 20, 0.8, 0.9).isNearlyTheSame(10)).isFalse();
  }

  @Test
  void contendersOfOneNameAreRefused() {
    RankingContender one =
        new RankingContender(
            "network",
            ListObjective.STARS,
            new RankingMetrics(1, 1, 1, new ListDiversity(1, 1, 1, 1, 1)));

    assertThat(new RankingComparison(1, List.of(one)).metrics("network")).contains(one.metrics());
    assertThat(new RankingComparison(1, List.of(one)).metrics("other")).isEmpty();
    assertThatThrownBy(() -> new RankingComparison(1, List.of(one, one)))
        .hasMessage("two ways of making lists have one name");
  }

  private static double overlapByPairs(List<List<Integer>> lists) {
    double sum = 0;
    for (int one = 0; one < lists.size(); one++) {
      for (int other = 0; other < lists.size(); other++) {
        List<Integer> items = lists.get(one);
        if (one != other) {
          sum += (double) items.stream().filter(lists.get(other)::contains).count() / items.size();
        }
      }
    }
    return sum / (lists.size() * (lists.size() - 1));
  }

  /** Half the mean difference between two items, relative to the mean. */
  private static double giniByPairs(List<List<Integer>> lists, int catalog) {
    int[] times = new int[catalog];
    lists.forEach(list -> list.forEach(item -> times[item - 1]++));
    double differences = 0;
    for (int one : times) {
      for (int other : times) {
        differences += Math.abs(one - other);
      }
    }
    return differences / (2.0 * catalog * Arrays.stream(times).sum());
  }

  @SafeVarargs
  private static Dataset<Row> lists(List<Integer>... lists) {
    return dataset(List.of(lists));
  }

  private static Dataset<Row> dataset(List<List<Integer>> lists) {
    List<Row> rows = new ArrayList<>();
    for (List<Integer> items : lists) {
      rows.add(RowFactory.create(rows.size() + 1, items.toArray(Integer[]::new)));
    }
    return LocalSpark.session().createDataFrame(rows, LISTS);
  }
}
