package io.valora.features.fit.side;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.features.fit.Vocabulary;
import io.valora.features.side.SideConfig;
import io.valora.features.side.SideFeature;
import io.valora.features.side.SideKind;
import io.valora.testing.LocalSpark;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideEncoderTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("item", DataTypes.StringType)
          .add("studio", DataTypes.StringType)
          .add("action", DataTypes.IntegerType)
          .add("drama", DataTypes.IntegerType)
          .add("minutes", DataTypes.IntegerType)
          .add("released", DataTypes.TimestampType);
  private static final List<Row> ROWS =
      List.of(
          row("a", "x", 1, 0, 90, "1994-12-31T23:30:00Z"),
          row("b", "y", 1, 1, 100, "1995-01-01T00:30:00Z"),
          row("c", "x", 0, 0, 110, null),
          row("d", null, 0, 1, 120, "1996-05-05T00:00:00Z"),
          row("e", "z", 1, 0, 5, "1890-01-01T00:00:00Z"));
  private static final SideConfig CONFIG =
      new SideConfig(
          "item",
          1,
          List.of(
              SideFeature.of("studio", SideKind.CATEGORICAL),
              SideFeature.of("action", SideKind.FLAGS),
              SideFeature.of("drama", SideKind.FLAGS),
              SideFeature.of("minutes", SideKind.NUMBER).withBins(2),
              SideFeature.of("released", SideKind.YEAR).withBins(2)));

  /** Train knows f too, of which there is no side row, and doesn't know e. */
  private static final Vocabulary IDS =
      Vocabulary.fit(
          LocalSpark.session()
              .createDataset(List.of("a", "b", "c", "d", "f"), Encoders.STRING())
              .toDF("item"),
          "item",
          1);

  @TempDir private Path folder;

  private final SideEncoder encoder = SideEncoder.fit(side(1), IDS, CONFIG);

  @Test
  void entriesAreNumberedColumnByColumnFromTheRowsThatTrainKnows() {
    assertThat(entries(encoder.vocabulary()))
        .containsExactly(
            "[studio,x,1,2,null,null]",
            "[studio,y,2,1,null,null]",
            "[action,1,3,2,null,null]",
            "[drama,1,4,2,null,null]",
            "[minutes,below 105,5,2,null,105.0]",
            "[minutes,from 105,6,2,105.0,null]",
            "[released,below 1995,7,1,null,1995.0]",
            "[released,from 1995,8,2,1995.0,null]");
    assertThat(encoder.vocabulary().size()).isEqualTo(8);
  }

  @Test
  void eachKnownIdGetsItsEntriesWithWeightsOfUnitLength() {
    List<Row> rows = encoder.encode(side(1), IDS).orderBy("id_index").collectAsList();
    assertThat(rows)
        .extracting(row -> row.getInt(0) + " " + row.getList(1))
        .containsExactly("1 [1, 3, 5, 7]", "2 [2, 3, 4, 5, 8]", "3 [1, 6]", "4 [4, 6, 8]");
    assertThat(rows.get(0).<Float>getList(2)).containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
    assertThat(rows.get(2).<Float>getList(2)).hasSize(2).containsOnly((float) Math.sqrt(0.5));
  }

  @Test
  void cellsOfSeveralValuesGiveAnEntryForEach() {
    StructType schema = new StructType().add("item", "string").add("genres", "string");
    Dataset<Row> side =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create("a", "Action| Comedy |"),
                    RowFactory.create("b", "Comedy|Comedy"),
                    RowFactory.create("c", null)),
                schema);
    SideConfig config =
        new SideConfig("item", 1, List.of(SideFeature.of("genres", SideKind.MULTI)));
    SideEncoder multi = SideEncoder.fit(side, IDS, config);
    assertThat(entries(multi.vocabulary()))
        .containsExactly("[genres,Action,1,1,null,null]", "[genres,Comedy,2,2,null,null]");
    assertThat(multi.encode(side, IDS).orderBy("id_index").collectAsList())
        .extracting(row -> row.getInt(0) + " " + row.getList(1))
        .containsExactly("1 [1, 2]", "2 [2]");
  }

  @Test
  void valuesThatTheVocabularyLacksGiveNoEntry() {
    Dataset<Row> later =
        rows(List.of(row("a", "new", 0, 0, null, null), row("f", "new", 1, 0, 1, null)));
    assertThat(encoder.encode(later, IDS).collectAsList())
        .extracting(row -> row.getInt(0) + " " + row.getList(1))
        .containsExactly("5 [3, 5]");
  }

  @Test
  void doesNotDependOnPartitions() {
    SideEncoder other = SideEncoder.fit(side(4), IDS, CONFIG);
    assertThat(entries(other.vocabulary())).isEqualTo(entries(encoder.vocabulary()));
  }

  @Test
  void manyEntriesAreNumberedByTheExecutorsAsFewAreByTheDriver() {
    Dataset<Row> known = IDS.indexTrained(side(3), "item", SideEncoder.ID_INDEX);
    known = known.filter(col(SideEncoder.ID_INDEX).gt(0));
    assertThat(entries(SideVocabulary.fit(known, CONFIG, 3)))
        .isEqualTo(entries(encoder.vocabulary()));
  }

  @Test
  void entriesOfTooFewIdsAreLeftOut() {
    SideConfig strict = new SideConfig("item", 2, CONFIG.features());
    assertThat(SideEncoder.fit(side(1), IDS, strict).vocabulary().size()).isEqualTo(6);
  }

  @Test
  void theVocabularySurvivesTheRoundTripOnDisk() {
    SideVocabulary written = encoder.vocabulary().write(folder.resolve("side").toString());
    SideVocabulary read =
        SideVocabulary.read(LocalSpark.session(), folder.resolve("side").toString());
    assertThat(entries(written)).isEqualTo(entries(encoder.vocabulary()));
    assertThat(new SideEncoder(CONFIG, read).encode(side(2), IDS).collectAsList())
        .containsExactlyInAnyOrderElementsOf(encoder.encode(side(1), IDS).collectAsList());
  }

  @Test
  void aTableWithoutKnownRowsHasNoEntries() {
    SideEncoder nothing = SideEncoder.fit(rows(List.of()), IDS, CONFIG);
    assertThat(nothing.vocabulary().size()).isZero();
    assertThat(nothing.encode(side(1), IDS).count()).isZero();
  }

  @Test
  void theYearOfATextIsItsFirstFourDigits() {
    Dataset<Row> texts =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create("a", "4-Feb-1971"),
                    RowFactory.create("b", "2001/02/03"),
                    RowFactory.create("c", "unknown")),
                new StructType()
                    .add("item", DataTypes.StringType)
                    .add("date", DataTypes.StringType));
    SideConfig config =
        new SideConfig("item", 1, List.of(SideFeature.of("date", SideKind.YEAR).withBins(2)));
    assertThat(SideEncoder.fit(texts, IDS, config).encode(texts, IDS).collectAsList())
        .extracting(row -> row.getInt(0) + " " + row.getList(1))
        .containsExactlyInAnyOrder("1 [1]", "2 [2]");
  }

  private static List<String> entries(SideVocabulary vocabulary) {
    return vocabulary.entries().orderBy("index").collectAsList().stream()
        .map(Row::toString)
        .toList();
  }

  private static Dataset<Row> side(int partitions) {
    return rows(ROWS).repartition(partitions);
  }

  private static Dataset<Row> rows(List<Row> rows) {
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  private static Row row(
      String item, String studio, Integer action, Integer drama, Integer minutes, String time) {
    Timestamp released = time == null ? null : Timestamp.from(Instant.parse(time));
    return RowFactory.create(item, studio, action, drama, minutes, released);
  }
}
