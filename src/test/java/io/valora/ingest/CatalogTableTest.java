package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.testing.LocalSpark;
import io.valora.testing.ingest.TableTrial;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTableTest {
  private static final String ROWS =
      """
      SELECT id %% 3 AS user, 'i' AS item, id %% 7 AS rating, date '2026-01-31' AS time
      FROM range(0, 100, 1, %d)
      """;
  private static final String KEYS =
      """
        max-bad-fraction: 0.9
        duplicates: last-wins
        duplicate-key: [user]
        columns:
          - {name: user}
          - {name: item}
          - {name: rating, type: double, max: 5}
          - {name: time, type: timestamp}
      """;

  @TempDir Path folder;

  @Test
  void resultsAreTheSameHoweverTheRowsLie() {
    LocalSpark.session().sql(ROWS.formatted(1)).createOrReplaceTempView("table_of_a_test");
    TableTrial trial = TableTrial.of(folder, "ingest:\n  table: table_of_a_test\n" + KEYS);
    IngestResult result = trial.run();
    assertThat(result.read()).isEqualTo(100);
    assertThat(result.quarantined()).isEqualTo(14);
    assertThat(trial.typedTexts())
        .containsExactly(
            "[0,i,5.0,2026-01-31 00:00:00.0]",
            "[1,i,5.0,2026-01-31 00:00:00.0]",
            "[2,i,5.0,2026-01-31 00:00:00.0]");
    assertThat(trial.quarantineLines().get(0))
        .startsWith(
            "{\"file\":\"table_of_a_test\",\"line\":null,\"last-line\":null,\"column\":\"rating\",");

    Dataset<Row> shuffled = LocalSpark.session().sql(ROWS.formatted(3)).orderBy("rating", "user");
    shuffled.createOrReplaceTempView("table_of_a_test");
    TableTrial again =
        TableTrial.of(folder.resolve("2"), "ingest:\n  table: table_of_a_test\n" + KEYS);
    assertThat(again.run().inputs()).isEqualTo(result.inputs());
    assertThat(again.typedTexts()).isEqualTo(trial.typedTexts());
    assertThat(again.quarantineLines()).isEqualTo(trial.quarantineLines());
  }

  @Test
  void aTableThatIsNotThereIsRefusedWithTheRemedy() {
    assertThatThrownBy(TableTrial.of(folder, "ingest:\n  table: db.none\n" + KEYS)::run)
        .hasMessageContaining("Invalid ingest.table: db.none (must be a table that Spark's catalog")
        .hasMessageContaining("for tables of Hive set spark.sql.catalogImplementation=hive");
  }
}
