package io.valora.ingest;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test files in another layout than those of train. */
class TestLayoutTest {
  private static final String JOB =
      """
      job: apart
      task: rating
      ingest:
        source: %1$s/train.csv
        test-source: %1$s/%2$s
        test-layout: %3$s
        max-bad-fraction: 0.5
        columns:
          - {name: user, source: Who}
          - {name: item, source: What}
          - {name: rating, source: Stars, type: double, min: 1, max: 5}
      split: {kind: predefined}
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeTrain() throws IOException {
    LocalSpark.session();
    Files.writeString(
        folder.resolve("train.csv"), "Who,What,Stars\nanna,ü,5\nanna,b,4\nben,b,9\nben,c,2\n");
  }

  @Test
  void testMayBeLinesOfJson() throws IOException {
    Files.writeString(
        folder.resolve("test.jsonl"),
        """
        {"Who": "anna", "What": "c", "Stars": 3}
        {"Who": "ben", "What": "ü", "Stars": "many"}
        """);
    ingest("test.jsonl", "{format: json-lines}");

    assertThat(typed())
        .containsExactly(
            "test anna c 3.0", "train anna b 4.0", "train anna ü 5.0", "train ben c 2.0");
    JsonNode ledger = runJson().get("ledger");
    assertThat(ledger.get("read").asInt()).isEqualTo(6);
    assertThat(ledger.get("typed").asInt()).isEqualTo(4);
    assertThat(ledger.get("quarantined").asInt()).isEqualTo(2);
    assertThat(runJson().get("inputs")).hasSize(2);
  }

  @Test
  void testMayHaveAnotherDialectAndPlacesOfItsOwn() throws IOException {
    Files.write(
        folder.resolve("test.dat"),
        "# no header\n4,5::ben::ü\n".getBytes(StandardCharsets.ISO_8859_1));
    ingest(
        "test.dat",
        """
        {header: false, delimiter: "::", comment: "#", encoding: ISO-8859-1, columns: [
            {name: user, position: 2}, {name: item, position: 3},
            {name: rating, position: 1, type: double, min: 1, max: 5, decimal: ","}]}""");

    assertThat(typed()).contains("test ben ü 4.5").hasSize(4);
  }

  @Test
  void testMayBeParquet() throws IOException {
    LocalSpark.session()
        .sql("SELECT 'ben' AS Who, 'ü' AS What, 3 AS Stars")
        .write()
        .parquet(folder.resolve("test").toString());
    ingest("test", "{format: parquet}");

    assertThat(typed()).contains("test ben ü 3.0").hasSize(4);
  }

  @Test
  void columnsOfAnotherTableAreRefused() throws IOException {
    Files.writeString(folder.resolve("test.dat"), "ben,1\n");
    ProgramRun run =
        run(
            "test.dat",
            "{header: false, columns: [{name: user, position: 1}, {name: item, position: 2}]}");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "Invalid ingest.test-layout.columns: user, item (must be the columns of"
                + " ingest.columns, with their types: user, item, rating)");
    assertThat(run("", "{header: false}").err())
        .contains("Invalid ingest.test-layout.columns: [] (must list at least one column)");
  }

  private void ingest(String test, String layout) throws IOException {
    ProgramRun run = run(test, layout);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  private ProgramRun run(String test, String layout) throws IOException {
    Path job = Files.writeString(folder.resolve("job.yaml"), JOB.formatted(folder, test, layout));
    return ProgramRun.of(
        "ingest", job.toString(), "--root", folder.resolve("root").toString(), "--run-id", "r1");
  }

  private List<String> typed() {
    return LocalSpark.session()
        .read()
        .parquet(made("typed").toString())
        .orderBy(col("part"), col("user"), col("item"))
        .select("part", "user", "item", "rating")
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  private JsonNode runJson() throws IOException {
    return new ObjectMapper().readTree(made("run.json").toFile());
  }

  private Path made(String name) {
    return folder.resolve("root/apart/runs/r1").resolve(name);
  }
}
