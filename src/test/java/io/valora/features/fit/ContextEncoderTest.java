package io.valora.features.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.features.ContextKind;
import io.valora.features.ContextTerm;
import io.valora.features.ContextTerm.Group;
import io.valora.testing.LocalSpark;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ContextEncoderTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("user", DataTypes.StringType)
          .add("item", DataTypes.StringType)
          .add("time", DataTypes.TimestampType)
          .add("device", DataTypes.StringType);

  private static final Dataset<Row> TRAIN =
      rows(
          row("a", "1970-01-01T23:00:00Z", "tv"),
          row("a", "1970-01-01T01:00:00Z", "tv"),
          row("a", "1970-01-02T01:00:00Z", null),
          row("b", "1970-01-01T01:00:00Z", "pc"));

  /** Keys in the order of their bytes: days 0 of a and b, day 1 of a; pc, tv. */
  private final ContextEncoder encoder =
      ContextEncoder.fit(
          TRAIN,
          List.of(
              new ContextTerm("time", ContextKind.DAY, Group.USER, "UTC", 2),
              new ContextTerm("device", ContextKind.CATEGORICAL, Group.ALL, "UTC", 0.1)));

  @Test
  void namesWhatRatingsHaveInCommon() {
    assertThat(contexts(TRAIN)).containsExactlyInAnyOrder("[1,5]", "[1,5]", "[3]", "[2,4]");
  }

  @Test
  void whatTrainDoesNotHaveIsNoEntry() {
    assertThat(
            contexts(
                rows(
                    row("b", "1970-01-02T01:00:00Z", "tv"),
                    row("c", "1970-01-01T01:00:00Z", "phone"),
                    row("a", null, null))))
        .containsExactlyInAnyOrder("[5]", "[]", "[]");
  }

  /** Two ratings of a penalty of 0.5 are worth √(2 · 0.5 / (2 · 2)). */
  @Test
  void rareEntriesWeighLess() {
    float[] weights = encoder.weights(0.5);

    assertThat(weights).hasSize(5);
    assertThat(weights[0]).isEqualTo(0.5f);
    assertThat(weights[1]).isCloseTo((float) Math.sqrt(0.125), within(1e-7f));
    assertThat(weights[4]).isEqualTo(1);
    assertThat(encoder.weighted(TRAIN, 0.5).where("device = 'tv'").first().<Float>getList(5))
        .containsExactly(weights[0], weights[4]);
  }

  private List<String> contexts(Dataset<Row> rows) {
    return encoder.index(rows).collectAsList().stream()
        .map(row -> row.getList(4).toString().replace(" ", ""))
        .toList();
  }

  private static Row row(String user, String time, String device) {
    Timestamp at = time == null ? null : Timestamp.from(Instant.parse(time));
    return RowFactory.create(user, "x", at, device);
  }

  private static Dataset<Row> rows(Row... rows) {
    return LocalSpark.session().createDataFrame(List.of(rows), SCHEMA).coalesce(1);
  }
}
