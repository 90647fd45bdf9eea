package io.valora.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.config.ConfigSection;
import io.valora.config.JobText;
import io.valora.config.Problems;
import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.layout.FileLayout;
import io.valora.ingest.lines.Dialect;
import io.valora.schema.CellDialect;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.NumberStyle;
import io.valora.schema.TableSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
  private static final String LEAST = "source: data/a.csv\ncolumns: [{name: user}]\n";

  @Test
  void defaults() {
    assertThat(read(LEAST))
        .isEqualTo(
            new IngestConfig(
                "",
                List.of("data/a.csv"),
                List.of(),
                new FileLayout(FileFormat.CSV, true, ',', '"', "UTF-8"),
                0.05,
                new DuplicateRule(DuplicatePolicy.KEEP, List.of("user", "item"), "time"),
                new TableSchema(List.of(ColumnSpec.of("user", ColumnType.STRING)))));
  }

  @Test
  void everyKeySetToSomethingElse() {
    IngestConfig config =
        read(
            """
            source: [a.tsv, b.tsv]
            test-source: c.tsv
            format: tsv
            header: false
            delimiter: "::"
            quote: "'"
            escape: "\\\\"
            comment: "#"
            skip-lines: 2
            encoding: UTF-16
            max-bad-fraction: 0.2
            duplicates: last-wins
            duplicate-key: [u]
            duplicate-time: t
            columns:
              - {name: u, position: 2}
              - {name: t, position: 1, type: long}
            """);
    assertThat(config)
        .isEqualTo(
            new IngestConfig(
                "",
                List.of("a.tsv", "b.tsv"),
                List.of("c.tsv"),
                new FileLayout(
                    FileFormat.TSV, false, new Dialect("::", '\'', '\\', "#", 2), "UTF-16"),
                0.2,
                new DuplicateRule(DuplicatePolicy.LAST_WINS, List.of("u"), "t"),
                new TableSchema(
                    List.of(
                        ColumnSpec.of("u", ColumnType.STRING).withPosition(2),
                        ColumnSpec.of("t", ColumnType.LONG).withPosition(1)))));
  }

  @Test
  void readsTextsThatAreNoValues() {
    TableSchema schema =
        read("""
            source: a.csv
            missing: [NA, "\\N", '\\N']
            drop: {stars: [0, ""], u: x}
            columns: [{name: u}, {name: stars, type: int, missing: []}]
            """)
            .schema();
    assertThat(schema.columns())
        .extracting(ColumnSpec::dialect)
        .containsExactly(
            new CellDialect(List.of("NA", "\\N", "\\N"), List.of("x"), NumberStyle.PLAIN),
            new CellDialect(List.of(), List.of("0", ""), NumberStyle.PLAIN));
    assertProblem(
        LEAST + "drop: {usr: [0]}",
        "Invalid drop: usr (must be a declared column: user; did you mean 'user'?)");
    assertProblem(
        LEAST + "drop: [0]",
        "Invalid drop: [0] (must be a mapping of keys to texts or lists of texts)");
    assertProblem(
        LEAST + "drop: {user: {a: 0}}",
        "Invalid drop.user: {\"a\":0} (must be a text or a list of texts)");
  }

  @Test
  void defaultsFollowTheFormat() {
    assertThat(read(LEAST + "format: tsv").layout())
        .isEqualTo(new FileLayout(FileFormat.TSV, true, '\t', FileLayout.NONE, "UTF-8"));
    assertThat(read(LEAST + "format: json-lines").layout())
        .isEqualTo(
            new FileLayout(
                FileFormat.JSON_LINES, false, FileLayout.NONE, FileLayout.NONE, "UTF-8"));
    assertThat(read(LEAST + "quote: none").layout().dialect().quote()).isEqualTo(FileLayout.NONE);
  }

  @Test
  void whatWasResolvedReadsTheSame() {
    for (String format : List.of("csv", "tsv", "json-lines")) {
      Problems problems = new Problems("job");
      ConfigSection section =
          new ConfigSection(
              JobText.parse("job", LEAST + "drop: {user: [a]}\nmissing: x\nformat: " + format),
              problems);
      IngestConfig first = IngestConfig.from(section);
      assertThat(IngestConfig.from(new ConfigSection(section.resolved(), problems)))
          .isEqualTo(first);
      problems.throwIfAny();
    }
  }

  @Test
  void everyProblemIsNoted() {
    assertProblem(
        "columns: [{name: a}]", "Invalid source: none (must be given, or else table or jdbc)");
    assertProblem(
        "source: []\ncolumns: [{name: a}]",
        "Invalid source: [] (must name at least one file, folder or glob)");
    assertProblem(
        "source: ' '\ncolumns: [{name: a}]", "Invalid source: '' (must be a file, folder or glob)");
    assertProblem(
        LEAST + "test-source: ['']", "Invalid test-source: '' (must be a file, folder or glob)");
    assertProblem("source: a", "Invalid columns: [] (must list at least one column)");
    assertProblem(
        LEAST + "delimiter: ''",
        "Invalid delimiter:  (must be one to eight characters, such as ; or ::)");
    assertProblem(LEAST + "escape: ','", "Invalid escape: , (must differ from the delimiter)");
    assertProblem(LEAST + "escape: ab", "Invalid escape: ab (must be one character or none)");
    assertProblem(
        LEAST + "comment: ' '",
        "Invalid comment:   (must be the characters that comments begin with, or none)");
    assertProblem(
        LEAST + "format: json-lines\nskip-lines: 1",
        "Invalid skip-lines: 1 (must be left out for json-lines)");
    assertProblem(
        LEAST + "format: json-lines\ncomment: '#'",
        "Invalid comment: # (must be left out for json-lines)");
    assertThat(read(LEAST + "escape: '\"'").layout()).isEqualTo(read(LEAST).layout());
    assertProblem(LEAST + "quote: '\"\"'", "Invalid quote: \"\" (must be one character or none)");
    assertProblem(LEAST + "quote: ','", "Invalid quote: , (must differ from the delimiter)");
    assertProblem(
        LEAST + "format: json-lines\nheader: true",
        "Invalid header: true (must be left out or false for json-lines)");
    assertProblem(
        LEAST + "format: json-lines\ndelimiter: ','",
        "Invalid delimiter: , (must be left out for json-lines)");
    assertProblem(
        LEAST + "format: json-lines\nquote: \"'\"",
        "Invalid quote: ' (must be left out for json-lines)");
    for (String encoding : List.of("UTF-32", "latin-nine", "IBM037")) {
      assertProblem(
          LEAST + "encoding: " + encoding,
          "Invalid encoding: "
              + encoding
              + " (must be UTF-16, or an encoding that extends ASCII: UTF-8, ISO-8859-1, …)");
    }
    assertProblem(
        LEAST + "max-bad-fraction: 1",
        "Invalid max-bad-fraction: 1 (must be at least 0 and below 1)");
  }

  @Test
  void lastWinsNeedsDeclaredColumns() {
    String lastWins = LEAST + "duplicates: last-wins\n";
    assertProblem(
        lastWins + "duplicate-key: [item]\nduplicate-time: user",
        "Invalid duplicate-key: item (must be a declared column: user)");
    assertProblem(
        lastWins + "duplicate-key: [user]",
        "Invalid duplicate-time: time (must be a declared column: user)");
    assertProblem(
        lastWins + "duplicate-key: []\nduplicate-time: user",
        "Invalid duplicate-key: [] (must name at least one column)");
  }

  private static void assertProblem(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(JobException.class)
        .hasMessage("1 problem in job:%n  %s".formatted(message));
  }

  private static IngestConfig read(String yaml) {
    Problems problems = new Problems("job");
    ConfigSection section = new ConfigSection(JobText.parse("job", yaml), problems);
    IngestConfig config = IngestConfig.from(section);
    section.rejectUnknownKeys();
    problems.throwIfAny();
    return config;
  }
}
