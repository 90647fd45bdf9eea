package io.valora.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.ingest.IngestResult;
import io.valora.ingest.QuarantineReason;
import io.valora.schema.Bounds;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.Normalizer;
import io.valora.schema.TableSchema;
import io.valora.schema.TimePattern;
import io.valora.testing.ingest.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatingsSampleTest {
  private static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              ColumnSpec.of("user", ColumnType.STRING).withSource("ID_CLIENTE"),
              ColumnSpec.ofTimes("time", new TimePattern("M/d/yyyy H:mm", "UTC"))
                  .withSource("FECHA_INTERACCION"),
              ColumnSpec.of("item", ColumnType.STRING)
                  .withSource("NOMBRE_CORTO_DE_EXPERIENCIA")
                  .withNormalizers(
                      List.of(Normalizer.TRIM, Normalizer.COLLAPSE_SPACES, Normalizer.UPPER_CASE)),
              ColumnSpec.of("rating", ColumnType.DOUBLE)
                  .withSource("CALIFICACION")
                  .withBounds(new Bounds(1, 5))));

  @TempDir Path folder;

  @Test
  void writesTheSameBytesInEveryLocaleAndZone() {
    byte[] first = bytes(new RatingsSample(500, 100, 20, 7));
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      assertThat(bytes(new RatingsSample(500, 100, 20, 7))).isEqualTo(first);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(bytes(new RatingsSample(500, 100, 20, 8))).isNotEqualTo(first);
  }

  @Test
  void writesAsManyLinesAsAskedHoweverFew() {
    for (int rows : new int[] {1, 2, 10, 257}) {
      String text = new String(bytes(new RatingsSample(rows, 3, 2, 1)), StandardCharsets.UTF_8);
      assertThat(text.lines()).hasSize(rows + 1);
      assertThat(text)
          .startsWith("ID_CLIENTE,FECHA_INTERACCION,NOMBRE_CORTO_DE_EXPERIENCIA,CALIFICACION\n");
    }
  }

  @Test
  void refusesEmptySizes() {
    assertThatThrownBy(() -> new RatingsSample(1, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows 1, users 0 and items 1 must be at least 1");
  }

  @Test
  void namesAreDifferentEvenInCapitals() {
    Set<String> names = new HashSet<>();
    IntStream.range(0, 5_000)
        .forEach(item -> names.add(SampleCatalog.name(item).toUpperCase(Locale.ROOT)));
    assertThat(names).hasSize(5_000);
  }

  @Test
  void isWhatALoyaltyProgrammeLooksLike() {
    Trial trial =
        new Trial(folder)
            .schema(SCHEMA)
            .maxBadFraction(0.01)
            .file("ratings.csv", bytes(RatingsSample.DEFAULT));
    IngestResult result = trial.run();
    assertThat(result.read()).isEqualTo(11_165);
    assertThat(result.quarantined()).isBetween(30L, 90L);
    assertThat(result.quarantineReasons())
        .extracting(QuarantineReason::description)
        .containsExactlyInAnyOrder(
            "CALIFICACION is missing",
            "CALIFICACION must be a number",
            "CALIFICACION must be at most 5.0",
            "FECHA_INTERACCION must be a time like M/d/yyyy H:mm",
            "the number of cells differs from the header's",
            "a quote is opened and never closed",
            "the line is not valid UTF-8");
    Dataset<Row> typed = trial.typed();
    assertThat(typed.select("user").distinct().count()).isEqualTo(2_382);
    assertThat(typed.select("item").distinct().count()).isEqualTo(254);
    assertThat(typed.groupBy("user").count().where("count <= 2").count()).isGreaterThan(800);
    assertThat(typed.groupBy("user", "item", "time").count().where("count > 1").count())
        .isBetween(150L, 400L);
    assertThat(typed.groupBy("rating").count().where("count > 250").count()).isEqualTo(5);
  }

  @Test
  void knowingTheTasteBeatsKnowingTheItem() {
    SampleTaste taste = new SampleTaste(42);
    double itemError = 0;
    double tasteError = 0;
    for (int item = 0; item < 50; item++) {
      int column = item;
      double mean =
          IntStream.range(0, 200).map(user -> taste.stars(user, column, -1)).average().orElse(0);
      for (int user = 0; user < 200; user++) {
        int stars = taste.stars(user, item, 1_000_000L + user);
        itemError += Math.abs(stars - mean);
        tasteError += Math.abs(stars - taste.stars(user, item, 2_000_000L + user));
      }
    }
    assertThat(tasteError).isLessThan(0.6 * itemError);
  }

  private static byte[] bytes(RatingsSample sample) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      sample.writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
