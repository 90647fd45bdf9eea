package io.valora.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.feedback.RowFormat.Picks;
import io.valora.ingest.IngestConfig;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.testing.model.PairExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFormatTest {
  private static final Instant TIME = Instant.parse("2026-01-01T10:00:00.5Z");

  private static final String NAMED =
      """
      columns:
        - {name: user, source: USER}
        - {name: item, source: ITEM}
        - {name: rating, source: STARS, type: double, min: 1, max: 5}
        - {name: time, source: AT, type: timestamp, pattern: "yyyy-MM-dd HH:mm"}
      """;

  private static final String PLACED =
      """
      header: false
      columns:
        - {name: user, position: 1}
        - {name: item, position: 2}
        - {name: rating, position: 4, type: int, min: 1, max: 5}
        - {name: time, position: 5, type: epoch-milliseconds}
      """;

  private static final List<String> CELLS =
      List.of("a", "a b", "a,b", "a;b", "a\tb", "\"a\"", "a\"b", "#a", "a\\b", "ä", "a\nb");

  private static final String TYPED = "%s/shop/runs/r1/typed";

  @TempDir private Path folder;

  @Test
  void cellsStandAtTheirPositions() throws IOException {
    RowFormat rows = format("format: tsv\n" + PLACED);
    assertThat(rows.ending()).isEqualTo(".tsv");
    assertThat(rows.header()).isEmpty();
    assertThat(line(rows, "ana", "tea", "4")).contains("ana\ttea\t\t4\t1767261600500");
    assertThat(line(rows, "ana", "tea", "4.5")).isEmpty();
    assertThat(line(rows, "ana", "tea", "6")).isEmpty();
  }

  @Test
  void linesOfJsonHaveTheKeysOfTheSource() throws IOException {
    RowFormat rows = format("format: json-lines\n" + NAMED);
    assertThat(rows.ending()).isEqualTo(".jsonl");
    assertThat(rows.header()).isEmpty();
    assertThat(line(rows, "\"ana\"", "tea\n", "4.5"))
        .contains(
            "{\"USER\":\"\\\"ana\\\"\",\"ITEM\":\"tea\\n\",\"STARS\":\"4.5\",\"AT\":\"2026-01-01 10:00\"}");
  }

  /** Whatever the cells hold: the job reads as many rows as were written, or none was. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "format: tsv",
        "{delimiter: ;, comment: '#'}",
        "{quote: none, escape: '\\'}",
        "format: json-lines"
      })
  void whatIsWrittenIsReadByTheJob(String layout) throws IOException {
    String ingest = layout.replaceAll("[{}]", "").replace(", ", "\n") + "\n" + NAMED;
    RowFormat rows = format(ingest);
    StringBuilder file = new StringBuilder();
    rows.header().ifPresent(header -> file.append(header).append('\n'));
    List<String> written = new ArrayList<>();
    for (String cell : CELLS) {
      Optional<String> line = line(rows, cell, "tea", "4");
      line.ifPresent(
          text -> {
            file.append(text).append('\n');
            written.add(cell);
          });
    }
    Path source = folder.resolve("rows" + rows.ending());
    Files.writeString(source, file);
    Path job = folder.resolve("job.yaml");
    Files.writeString(
        job,
        "job: shop\ntask: rating\ningest:\n  source: %s\n%s".formatted(source, ingest.indent(2)));
    String root = folder.resolve("root").toString();
    ProgramRun done = ProgramRun.of("ingest", job.toString(), "--root", root, "--run-id", "r1");
    assertThat(done.code()).as(done.err()).isZero();
    Dataset<Row> typed = LocalSpark.session().read().parquet(TYPED.formatted(root));
    assertThat(typed.select("user").as(Encoders.STRING()).collectAsList())
        .containsExactlyInAnyOrderElementsOf(written)
        .hasSizeGreaterThan(5);
  }

  private static Optional<String> line(RowFormat rows, String user, String item, String label)
      throws JsonProcessingException {
    String inputs =
        new ObjectMapper().createObjectNode().put("user", user).put("item", item).toString();
    return rows.line(new ObjectMapper().readTree(inputs), label, TIME);
  }

  private static RowFormat format(String ingest) {
    return RowFormat.of(
        "--rows",
        IngestConfig.from(
            new ConfigSection(
                JobText.parse("job.yaml", "source: old\n" + ingest), new Problems("job.yaml"))),
        PairExamples.signature(),
        Picks.ALL);
  }
}
