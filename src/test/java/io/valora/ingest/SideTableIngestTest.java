package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.testing.ingest.Trial;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class SideTableIngestTest {
  private static final String ITEMS =
      """
      source: u.item
      format: csv
      delimiter: "|"
      quote: none
      header: false
      encoding: ISO-8859-1
      max-bad-fraction: 0
      columns:
        - {name: item, position: 1}
        - {name: title, position: 2}
        - {name: released, position: 3, type: timestamp, pattern: d-MMM-yyyy, required: false}
        - {name: action, position: 7, type: int, min: 0, max: 1}
        - {name: western, position: 24, type: int, min: 0, max: 1}
      """;
  private static final String USERS =
      """
      source: u.user
      format: csv
      delimiter: "|"
      quote: none
      header: false
      max-bad-fraction: 0
      columns:
        - {name: user, position: 1}
        - {name: age, position: 2, type: int}
        - {name: gender, position: 3}
        - {name: occupation, position: 4}
        - {name: zip, position: 5}
      """;

  @TempDir Path folder;

  @Test
  void theLastRowOfEachKeyStaysUnlessToldOtherwise() {
    assertThat(read(USERS, "user").duplicates())
        .isEqualTo(
            new DuplicateRule(
                DuplicatePolicy.LAST_WINS, List.of("user"), DuplicateRule.FILE_ORDER));
    assertThat(read(USERS + "duplicates: first-wins\nduplicate-time: age\n", "user").duplicates())
        .isEqualTo(new DuplicateRule(DuplicatePolicy.FIRST_WINS, List.of("user"), "age"));
  }

  @Test
  void aKeyThatIsNotDeclaredAndATestSourceAreRefused() {
    assertThatThrownBy(() -> read(USERS, "item"))
        .hasMessageContaining(
            "Invalid duplicate-key: item (must be a declared column: user, age, gender,"
                + " occupation, zip)");
    assertThatThrownBy(() -> read(USERS + "test-source: u.test\n", "user"))
        .hasMessageContaining("Unknown key test-source");
  }

  @Test
  void barsLatinLettersEmptyCellsAndNamesOfMonthsAreTyped() {
    String flags = "0|".repeat(18) + "1\n";
    byte[] bytes =
        ("1|Café (1995)|01-Jan-1995|||" + flags + "267|unknown||||" + flags + "5|\"O|4-Feb-1971|||")
            .concat(flags)
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    IngestConfig config = read(ITEMS, "item");
    Trial trial =
        new Trial(folder)
            .schema(config.schema())
            .layout(config.layout())
            .duplicates(config.duplicates())
            .file("u.item", bytes);

    assertThat(trial.run().typed()).isEqualTo(3);
    assertThat(trial.typed().drop("row_key").collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder(
            "[1,Café (1995),1995-01-01 00:00:00.0,0,1]",
            "[267,unknown,null,0,1]",
            "[5,\"O,1971-02-04 00:00:00.0,0,1]");
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "MOVIELENS_100K",
      matches = ".+",
      disabledReason = "MOVIELENS_100K doesn't name the folder of u.item and u.user")
  void noRowOfMovieLensIsLost() {
    Dataset<Row> items = typed("u.item", read(ITEMS, "item"), 1682);
    assertThat(items.filter("released is null").select("item").collectAsList().toString())
        .isEqualTo("[[267]]");
    assertThat(items.filter("title like '%�%'").count()).isZero();
    assertThat(items.filter("western = 1").count()).isEqualTo(27);
    Dataset<Row> users = typed("u.user", read(USERS, "user"), 943);
    assertThat(users.filter("age is null").count()).isZero();
    assertThat(users.select("occupation").distinct().count()).isEqualTo(21);
  }

  private Dataset<Row> typed(String name, IngestConfig config, long rows) {
    Path file = Path.of(System.getenv("MOVIELENS_100K"), name);
    IngestFolders folders = IngestFolders.below(folder.resolve(name).toString());
    IngestResult result =
        Ingest.run(
            Trial.session(),
            new IngestInput(config, List.of(new SourceFile("file:" + file, name, "")), folders));
    assertThat(result.read()).isEqualTo(rows);
    assertThat(result.kept()).isEqualTo(rows);
    return Trial.session().read().parquet(folders.typed());
  }

  private static IngestConfig read(String yaml, String key) {
    Problems problems = new Problems("job");
    ConfigSection section = new ConfigSection(JobText.parse("job", yaml), problems);
    IngestConfig config = IngestConfig.ofSideTable(section, key);
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return config;
  }
}
