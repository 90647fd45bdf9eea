package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.ingest.DistinctIds;
import io.valora.testing.LocalSpark;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class NearIdsTest {
  private static final List<String> USERS = Arrays.asList("12", "12.0", "13", null, "13");
  private static final List<String> ITEMS = List.of("Alien", "alien ", "ALIEN", "Brazil", "Brazil");
  private static final List<String> SENTENCES =
      List.of(
          "1 pair of users differs in the decimals of a number only, such as '12' and '12.0';"
              + " if they are the same, type: long makes one of them",
          "2 pairs of items differ in case, spaces or Unicode form only, such as 'ALIEN' and"
              + " 'alien '; if they are the same, normalizers: [trim, unicode, collapse-spaces,"
              + " lower-case] makes one of them");

  @Test
  void idsThatDifferInFormOnlyAreCountedWithAnExampleAndTheRemedy() {
    assertThat(NearIds.warnings(ids(20, USERS, ITEMS), NearIdsTest::neverRead))
        .isEqualTo(SENTENCES);
    assertThat(NearIds.warnings(ids(20, List.of("13"), List.of("Brazil")), NearIdsTest::neverRead))
        .isEmpty();
  }

  @Test
  void moreIdsThanAreHeldAreReadAgain() {
    StructType type =
        new StructType().add("user", DataTypes.StringType).add("item", DataTypes.StringType);
    List<Row> rows =
        IntStream.range(0, USERS.size())
            .mapToObj(i -> RowFactory.create(USERS.get(i), ITEMS.get(i)))
            .toList();
    Dataset<Row> typed = LocalSpark.session().createDataFrame(rows, type);

    assertThat(NearIds.warnings(ids(2, USERS, ITEMS), () -> typed)).isEqualTo(SENTENCES);
    assertThat(NearIds.warnings(ids(2, USERS, ITEMS), () -> typed.where("user = '13'"))).isEmpty();
  }

  @Test
  void plainIdsAreNeverReadAgain() {
    List<String> plain = List.of("a", "b", "c", "12", "13");
    assertThat(NearIds.warnings(ids(2, plain, plain), NearIdsTest::neverRead)).isEmpty();
  }

  private static Map<String, DistinctIds> ids(int most, List<String> users, List<String> items) {
    DistinctIds ofUsers = new DistinctIds(most);
    DistinctIds ofItems = new DistinctIds(most);
    users.forEach(ofUsers::add);
    items.forEach(ofItems::add);
    return Map.of("user", ofUsers, "item", ofItems);
  }

  private static Dataset<Row> neverRead() {
    throw new AssertionError("the rows were read again");
  }
}
