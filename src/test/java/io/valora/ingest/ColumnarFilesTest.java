package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.testing.LocalSpark;
import io.valora.testing.ingest.TableTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnarFilesTest {
  private static final String COLUMNS =
      """
        columns:
          - {name: user, source: customer.id}
          - {name: rating, source: Stars, type: double, max: 5}
          - {name: time, source: at, type: timestamp, zone: Europe/Madrid}
          - {name: day, source: at, type: timestamp}
          - {name: bought, type: int, required: false, values: {"true": 1, "false": 0}}
          - {name: price, source: amount}
          - {name: shop}
      """;

  /** Row 3 has stars above 5, row 4 none. */
  private static final String ROWS =
      """
      SELECT named_struct('id', 9007199254740993 + id, 'tags', array('a')) AS customer,
        CASE id WHEN 3 THEN 7.0D WHEN 4 THEN NULL ELSE 0.1D + 0.2D END AS stars,
        timestamp_micros(1700000000123456 + id) AS at,
        CASE id WHEN 0 THEN NULL ELSE id = 1 END AS bought,
        CAST(12.30 AS DECIMAL(38, 18)) AS amount,
        id % 2 = 0 AS even,
        CASE id WHEN 2 THEN NULL ELSE concat('0', id % 2, ' :/+%') END AS shop
      FROM range(0, 5, 1, 1)
      """;

  @TempDir Path folder;

  @Test
  void partitionedParquetLosesNoDigitAndItsFoldersAreColumns() throws IOException {
    write(ROWS, "parquet");
    TableTrial trial = trial("parquet");
    IngestResult result = trial.run();

    assertThat(result.read()).isEqualTo(5);
    assertThat(trial.typedTexts())
        .containsExactly(
            row("9007199254740993", "123456", "null", "00 :/+%"),
            row("9007199254740994", "123457", "1", "01 :/+%"));
    assertThat(result.inputs()).hasSize(3).allMatch(file -> file.bytes() > 0);
    assertThat(trial.quarantineLines())
        .hasSize(3)
        .anyMatch(line -> line.contains("\"column\":\"shop\"") && line.contains("is missing"))
        .anyMatch(
            line ->
                line.contains("shop=01")
                    && line.contains(
                        "\"line\":2,\"last-line\":2,\"column\":\"Stars\",\"value\":\"7\"")
                    && line.contains("must be at most 5.0"))
        .anyMatch(
            line ->
                line.contains("\"line\":2,\"last-line\":2,\"column\":\"Stars\",\"value\":null")
                    && line.contains("9007199254740997"));
  }

  @Test
  void orcIsReadLikewise() {
    write(ROWS, "orc");
    TableTrial trial = trial("orc");
    assertThat(trial.run().read()).isEqualTo(5);
    assertThat(trial.typedTexts())
        .hasSize(2)
        .contains(row("9007199254740994", "123457", "1", "01 :/+%"));
  }

  @Test
  void missingColumnsAndOnesWithoutSingleValuesAreNamedAtOnce() {
    LocalSpark.session()
        .sql("SELECT 'u' AS user, array(1) AS rating, named_struct('a', 1) AS item, X'00' AS raw")
        .write()
        .parquet(folder + "/data");
    TableTrial trial =
        TableTrial.of(
            folder,
            """
            ingest:
              source: %s/data
              format: parquet
              columns:
                - {name: user, source: id}
                - {name: rating, type: double}
                - {name: item}
                - {name: raw}
            """
                .formatted(folder));
    assertRejected(
        trial,
        Outcome.DATA_REJECTED,
        "column 'id' is missing, column 'rating' is a list, column 'item' has the fields a,"
            + " column 'raw' is of bytes (spark.sql.parquet.binaryAsString=true reads them as"
            + " texts) (the table has user, rating, item.a, raw)");
  }

  @Test
  void aFileThatIsNoParquetIsNamed() throws IOException {
    Files.writeString(folder.resolve("a.parquet"), "user,item,rating\n1,2,3\n");
    TableTrial trial =
        TableTrial.of(
            folder,
            "ingest: {source: %s/a.parquet, format: parquet, columns: [{name: user}]}"
                .formatted(folder));
    assertRejected(
        trial,
        Outcome.DATA_REJECTED,
        "a.parquet: it is not a Parquet file, or only the beginning of one");
  }

  @Test
  void avroNeedsSparksPackage() throws IOException {
    Files.writeString(folder.resolve("a.avro"), "Obj");
    TableTrial trial =
        TableTrial.of(
            folder,
            "ingest: {source: %s/a.avro, format: avro, columns: [{name: user}]}".formatted(folder));
    assertRejected(
        trial,
        Outcome.INVALID_REQUEST,
        "Cannot read Avro files: Spark has no Avro source here (set spark.jars.packages to"
            + " org.apache.spark:spark-avro_2.12:"
            + LocalSpark.session().version()
            + ")");
  }

  private TableTrial trial(String format) {
    return TableTrial.of(
        folder,
        "ingest:\n  source: %s/data\n  format: %s\n  max-bad-fraction: 0.9\n%s"
            .formatted(folder, format, COLUMNS));
  }

  private void write(String sql, String format) {
    Dataset<Row> rows = LocalSpark.session().sql(sql);
    rows.write().partitionBy("shop").format(format).save(folder + "/data");
  }

  private static String row(String user, String micros, String bought, String shop) {
    String time = "2023-11-14 22:13:20." + micros;
    return "[%s,0.30000000000000004,%s,%s,%s,12.300000000000000000,%s]"
        .formatted(user, time, time, bought, shop);
  }

  private static void assertRejected(TableTrial trial, Outcome outcome, String message) {
    assertThatThrownBy(trial::run)
        .isInstanceOf(JobException.class)
        .hasMessageContaining(message)
        .extracting(thrown -> ((JobException) thrown).outcome())
        .isEqualTo(outcome);
  }
}
