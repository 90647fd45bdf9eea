package io.valora.model.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden file is what {@link #REFERENCE} is written as. */
class ReferenceJsonTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/reference/valid.json");

  private static final Reference REFERENCE =
      new Reference(
          List.of(
              column(
                  "amount",
                  Measure.VALUE,
                  new NumberBins(-0.5, List.of(1.25, 1e7)),
                  new BinnedRows(List.of(0L, 5L, 4L, 0L), 0, 1),
                  new BinnedRows(List.of(0L, 2L, 1L, 1L), 0, 0)),
              column(
                  "month",
                  Measure.VALUE,
                  NumberBins.EMPTY,
                  new BinnedRows(List.of(), 0, 10),
                  new BinnedRows(List.of(), 3, 1)),
              column(
                  "branch",
                  Measure.CATEGORY,
                  new CategoryBins(List.of("Logroño", "")),
                  new BinnedRows(List.of(6L, 2L), 2, 0),
                  new BinnedRows(List.of(4L, 0L), 0, 0)),
              column(
                  "text",
                  Measure.KNOWN_TERMS,
                  new NumberBins(0, List.of(0.5, 1.0)),
                  new BinnedRows(List.of(0L, 1L, 9L, 0L), 0, 0),
                  new BinnedRows(List.of(0L, 3L, 1L, 0L), 0, 0))),
          column(
              "label",
              Measure.VALUE,
              new NumberBins(0, List.of(0.0, 1.0)),
              new BinnedRows(List.of(0L, 5L, 5L, 0L), 0, 0),
              new BinnedRows(List.of(0L, 2L, 2L, 0L), 0, 0)),
          new ReferenceColumn(
              "label",
              Measure.VALUE,
              new NumberBins(0, List.of(0.5, 1.0)),
              Optional.empty(),
              new BinnedRows(List.of(0L, 1L, 3L, 0L), 0, 0)),
          Optional.of(errors()));

  private static AnswerErrors errors() {
    AnswerErrorsState state =
        new AnswerErrorsState(false, new NumberBins(0, List.of(0.5, 1.0)), List.of("user"));
    state.add(0.25, 0, 0);
    state.add(0.5, 0, 1);
    state.add(0.75, 1, 1);
    return state.result();
  }

  @Test
  void aReferenceIsWrittenAsItsGoldenFileAndReadBack() throws IOException {
    String later = golden().replaceFirst("\\{", "{\"later\": 1,");

    assertThat(REFERENCE.toJson()).isEqualTo(golden());
    assertThat(Reference.fromJson("r", golden())).isEqualTo(REFERENCE);
    assertThat(Reference.fromJson("r", later)).isEqualTo(REFERENCE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "format-version" : 1 | "format-version" : 2 | unknown format-version 2 (this version reads 1)
          "measure" : "value" | "measure" : "size" | inputs[0].measure is "size" (must be one of value, category, characters, terms, known-terms, known, popularity)
          "upper" : [ 1.25, | "upper" : [ null, | inputs[0]: upper ends must ascend from least
          "upper" : [ 1.25, | "upper" : [ "a", | inputs[0].upper[0] is "a" (must be a number or null)
          "bins" : [ 0, 5, 4, 0 ] | "bins" : [ 0, -4, 4, 0 ] | inputs[0].train.bins[1] is -4 (must be at least 0)
          "bins" : [ 0, 5, 4, 0 ] | "bins" : [ 9 ] | inputs[0]: amount needs the rows of each bin
          "bins" : [ 0, 5, 4, 0 ] | "bins" : [ 0, 5, 5, 0 ] | columns must have the same number of rows
          "bins" : [ 0, 1, 3, 0 ] | "bins" : [ 0, 1, 4, 0 ] | columns must have the same number of rows
          "Logroño", "" | "", "" | inputs[2]: categories must be listed once each
          "answer" | "answers" | missing key answer
          "cell" : 1 | "cell" : 8 | errors: there is no cell 8
          "squared" : 0.3125 | "squared" : -1.0 | errors: sums of errors must be numbers of at least 0
          """)
  void whatIsWrongWithAReferenceIsNamed(String from, String to, String fault) throws IOException {
    assertThat(golden()).contains(from);
    String broken = golden().replaceFirst(Pattern.quote(from), to);

    assertThatThrownBy(() -> Reference.fromJson("reference.json", broken))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read reference.json: " + fault);
  }

  private static ReferenceColumn column(
      String name, Measure measure, Bins bins, BinnedRows... splits) {
    return new ReferenceColumn(name, measure, bins, Optional.of(splits[0]), splits[1]);
  }

  private static String golden() throws IOException {
    return Files.readString(GOLDEN).strip();
  }
}
