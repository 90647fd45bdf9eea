package io.valora.ingest.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.KeyedHash;
import io.valora.features.fit.text.TextVocabulary;
import io.valora.features.text.EncodedText;
import io.valora.features.text.LetterCase;
import io.valora.features.text.TextConfig;
import io.valora.features.text.TextEncoder;
import io.valora.features.text.Weighting;
import io.valora.ingest.IngestResult;
import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.layout.FileLayout;
import io.valora.schema.Bounds;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import io.valora.testing.ingest.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class ReviewsSampleTest {
  public static final TableSchema SCHEMA =
      new TableSchema(
          List.of(
              ColumnSpec.of("id", ColumnType.STRING),
              ColumnSpec.of("label", ColumnType.INT).withBounds(new Bounds(0, 1)),
              ColumnSpec.of("text", ColumnType.STRING).optional()));
  public static final FileLayout TSV =
      new FileLayout(FileFormat.TSV, true, '\t', FileLayout.NONE, "UTF-8");

  private static final StructType LABELLED =
      new StructType().add("label", DataTypes.IntegerType).add("text", DataTypes.StringType);

  @TempDir Path folder;

  @Test
  void writesTheSameBytesInEveryLocale() {
    byte[] first = bytes(new ReviewsSample(300, 7));
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(bytes(new ReviewsSample(300, 7))).isEqualTo(first);
    } finally {
      Locale.setDefault(locale);
    }
    assertThat(bytes(new ReviewsSample(300, 8))).isNotEqualTo(first);
  }

  @Test
  void refusesEmptySizes() {
    assertThatThrownBy(() -> new ReviewsSample(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows 0 must be at least 1");
  }

  @Test
  void isWhatReviewsLookLike() {
    List<String[]> rows = rows(ReviewsSample.DEFAULT);
    assertThat(rows).hasSize(2_000);
    assertThat(rows.stream().filter(row -> row[1].equals("1")).count()).isBetween(900L, 1_100L);
    assertThat(texts(rows, "<br />")).isGreaterThan(300);
    assertThat(texts(rows, "&quot;")).isGreaterThan(200);
    assertThat(texts(rows, "not ")).isGreaterThan(500);
    assertThat(texts(rows, "😡")).isGreaterThan(50);
    assertThat(rows.stream().filter(row -> row[2].isEmpty()).count()).isBetween(8L, 40L);
    assertThat(rows.stream().map(row -> row[2]).distinct().count()).isBetween(1_850L, 1_970L);
  }

  @Test
  void everyRowIsTyped() {
    IngestResult result =
        new Trial(folder)
            .schema(SCHEMA)
            .layout(TSV)
            .file("reviews.tsv", bytes(ReviewsSample.DEFAULT))
            .run();
    assertThat(result.typed()).isEqualTo(2_000);
  }

  @Test
  void wordsTellAboutNineInTen() {
    List<String[]> rows = rows(ReviewsSample.DEFAULT);
    TextConfig config =
        new TextConfig(1, 20_000, 2, 0, 0, LetterCase.LOWER, Weighting.COUNT_RATIO, 1);
    TextEncoder encoder =
        TextVocabulary.fit(labeled(rows.stream().filter(row -> !isTest(row)).toList()), config)
            .encoder(config);
    List<String[]> test = rows.stream().filter(ReviewsSampleTest::isTest).toList();
    long right =
        test.stream()
            .filter(row -> (score(encoder.encode(row[2])) > 0) == row[1].equals("1"))
            .count();
    assertThat((double) right / test.size()).isBetween(0.86, 0.94);
  }

  private static double score(EncodedText encoded) {
    double score = 0;
    for (float weight : encoded.weights()) {
      score += weight;
    }
    return score;
  }

  private static boolean isTest(String[] row) {
    return KeyedHash.uniform(1, row[0].hashCode()) < 0.3;
  }

  private static Dataset<Row> labeled(List<String[]> rows) {
    List<Row> labeled =
        rows.stream().map(row -> RowFactory.create(Integer.valueOf(row[1]), row[2])).toList();
    return Trial.session().createDataFrame(labeled, LABELLED);
  }

  private static long texts(List<String[]> rows, String part) {
    return rows.stream().filter(row -> row[2].contains(part)).count();
  }

  private static List<String[]> rows(ReviewsSample sample) {
    String text = new String(bytes(sample), StandardCharsets.UTF_8);
    return text.lines().skip(1).map(line -> line.split("\t", -1)).toList();
  }

  private static byte[] bytes(ReviewsSample sample) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      sample.writeTo(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
