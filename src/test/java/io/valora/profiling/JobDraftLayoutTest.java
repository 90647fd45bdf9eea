package io.valora.profiling;

import static io.valora.profiling.JobDraftTest.draft;
import static io.valora.profiling.JobDraftTest.rows;
import static io.valora.profiling.JobDraftTest.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Job files of tables by the layout of their files. */
class JobDraftLayoutTest {
  @Test
  void jsonLinesAreReadByKeysAndNestedKeys() {
    assertThat(
            draft(
                rows(
                    i ->
                        "{\"review\": \"the film %d was long and dull\", \"meta\": {\"label\": %d}}"
                            .formatted(i, i % 2))))
        .contains("format: json-lines")
        .contains("task: sentiment ")
        .contains("- {name: text, source: review}")
        .contains("- {name: label, source: meta.label, type: int}");
  }

  @Test
  void quotedCellsMayHoldDelimitersAndLineBreaks() {
    assertThat(
            draft(
                table(
                    "label,review",
                    i -> "%d,\"good, or bad:\nfilm number %d\"".formatted(i % 2, i))))
        .contains("(200 rows)")
        .contains("- {name: text, source: review}")
        .contains("- {name: label, type: int}");
  }

  @Test
  void commentsAndTheDelimiterForExcelAreNoRows() {
    String ratings =
        table("user;item;stars", i -> "u%d;i%d;%d".formatted(i % 20, i % 7, 1 + i % 5));
    assertThat(draft("# made by hand\n" + ratings))
        .contains("comment: \"#\"")
        .contains("(200 rows)");
    assertThat(draft("sep=;\n" + ratings)).contains("delimiter: \";\"").contains("(200 rows)");
  }

  @Test
  void aDelimiterAtTheEndOfRowsIsNoColumn() {
    String rows = rows(i -> "u%d,i%d,%d,".formatted(i % 20, i % 7, 1 + i % 5));
    assertThat(draft("user,item,stars\n" + rows)).contains("- {name: rating, source: stars");
    assertThat(draft("user,item,stars,\n" + rows)).contains("- {name: rating, source: stars");
    assertThat(draft(rows)).contains("- {name: rating, position: 3");
  }

  @Test
  void cellsOfSeveralValuesBecomeFlags() {
    assertThat(
            draft(
                table(
                    "genres,minutes,revenue",
                    i ->
                        "%s%s,%d,%d"
                            .formatted(
                                i % 2 == 0 ? "Action" : "Drama",
                                i % 3 == 0 ? "|War" : "",
                                80 + i % 50,
                                i * 7))))
        .contains("features:\n  columns:\n")
        .contains("- {name: genres, kind: multi, separator: \"|\"} ")
        .contains("# cells hold several values")
        .contains("- {name: minutes}");
  }

  @Test
  void jsonMayHaveNanAndStandInAnArrayOfAnObjectALine() {
    String lines =
        rows(
            i ->
                "{\"user\": \"u%d\", \"item\": %d, \"stars\": %d, \"weight\": NaN},"
                    .formatted(i % 20, i % 7, 1 + i % 5));
    assertThat(draft("[\n" + lines.replaceFirst(",\n$", "\n]\n")))
        .contains("format: json-lines")
        .contains("(200 rows)")
        .contains("- {name: rating, source: stars, type: double, min: 1, max: 5}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'user': 1}\n", "{\n  \"user\": 1\n}\n", "[{\"user\": 1}, {\"user\": 2}]"})
  void jsonOfAnotherShapeIsRefusedWithTheRemedy(String text) {
    assertThatThrownBy(() -> draft(text))
        .hasMessage(
            "Cannot look at t.csv: it looks like JSON, and no line is an object (write one object a"
                + " line, such as with jq -c . or json.dumps)");
  }

  @Test
  void quotesThatDoNotComeInPairsAreLetters() {
    assertThat(
            draft(table("text;label", i -> "\"a 12\" record of %d songs;%d".formatted(i, i % 2))))
        .contains("quote: none ")
        .contains("(200 rows)");
  }

  @Test
  void linesAboveTheHeaderAreSkipped() {
    assertThat(
            draft(
                "Export of Monday\n\n"
                    + table(
                        "user,item,stars", i -> "u%d,i%d,%d".formatted(i % 20, i % 7, 1 + i % 5))))
        .contains("skip-lines: 2");
  }
}
