package io.valora.features.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.features.RatingFeaturesConfig;
import io.valora.testing.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RatingEncoderTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("item", DataTypes.StringType)
          .add("user", DataTypes.StringType)
          .add("rating", DataTypes.DoubleType)
          .add("row_key", DataTypes.LongType);

  private static final Dataset<Row> TRAIN =
      rows(rating("x", "b", 4.5, 11), rating("y", "a", 1, 12), rating("x", "a", 2, 13));

  private static final Dataset<Row> TEST =
      rows(rating("z", "b", 3, 21), rating("y", "c", 5, 22), rating("x", "a", 1, 23));

  private final RatingEncoder encoder = RatingEncoder.fit(TRAIN, new RatingFeaturesConfig(0.02, 1));

  @Test
  void encodesUsersAndItemsByTheirPlaceInTrain() {
    assertThat(encoder.encode(TRAIN).collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[11,b,x,2,1,4.5]", "[12,a,y,1,2,1.0]", "[13,a,x,1,1,2.0]");
  }

  @Test
  void whatOnlyTestHasIsUnknownAndNoRowIsLost() {
    assertThat(encoder.encode(TEST).collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[21,b,z,2,0,3.0]", "[22,c,y,0,2,5.0]", "[23,a,x,1,1,1.0]");
  }

  @Test
  void theColumnsHaveTheTypesThatNetworksRead() {
    assertThat(encoder.encode(TEST).schema().fields())
        .extracting(field -> field.name() + " " + field.dataType().simpleString())
        .containsExactly(
            "row_key bigint",
            "user string",
            "item string",
            "user_index int",
            "item_index int",
            "rating float");
  }

  @Test
  void idsThatTrainHasTooSeldomAreUnknown() {
    RatingEncoder strict = RatingEncoder.fit(TRAIN, new RatingFeaturesConfig(0.02, 2));
    assertThat(strict.encode(TRAIN).collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[11,b,x,0,1,4.5]", "[12,a,y,1,0,1.0]", "[13,a,x,1,1,2.0]");
  }

  @Test
  void indexesPairsThatHaveNoRating() {
    assertThat(encoder.index(TEST.select("user", "item")).collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[b,z,2,0]", "[c,y,0,2]", "[a,x,1,1]");
  }

  private static Row rating(String item, String user, double rating, long key) {
    return RowFactory.create(item, user, rating, key);
  }

  private static Dataset<Row> rows(Row... rows) {
    return LocalSpark.session().createDataFrame(List.of(rows), SCHEMA);
  }
}
