package io.valora.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.schema.Bounds;
import io.valora.schema.CellDialect;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.Normalizer;
import io.valora.schema.NumberStyle;
import io.valora.schema.TimePattern;
import io.valora.tower.Standardization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden files are what {@link #PAIR}, {@link #TABLE} and {@link #TEXT} are written as. */
class SignatureJsonTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/signature");

  private static final Signature PAIR =
      new Signature(
          "rating",
          ModelKind.PAIR,
          List.of(
              ColumnSpec.of("user", ColumnType.STRING),
              ColumnSpec.of("item", ColumnType.STRING)
                  .withNormalizers(
                      List.of(Normalizer.TRIM, Normalizer.COLLAPSE_SPACES, Normalizer.LOWER_CASE))),
          new Output("rating", "predicted stars", "stars", new Range(1, 5), List.of()),
          List.of(new GoldenRow(cells("u\t1 \"ñ\" 😀", "Cine Colombia 2D"), 4.25)));

  private static final Signature TABLE =
      new Signature(
          "regression",
          ModelKind.TABLE,
          List.of(
              ColumnSpec.of("amount", ColumnType.DOUBLE).optional().withBounds(new Bounds(0, 50)),
              ColumnSpec.ofTimes("month", new TimePattern("M/d/yyyy", "Europe/Madrid"))
                  .withNormalizers(List.of())
                  .optional(),
              ColumnSpec.of("member", ColumnType.INT)
                  .withBounds(new Bounds(Double.NEGATIVE_INFINITY, 1))
                  .withNormalizers(List.of(Normalizer.TRIM, Normalizer.LOWER_CASE))
                  .withValues(Map.of("yes", "1", "no", "0"))),
          new Output("subscribers", "predicted subscribers", "", Range.ALL, List.of("few", "many"))
              .withScale(new Standardization(250000.5, 1024)),
          List.of());

  private static final Signature DIALECTS =
      new Signature(
          "regression",
          ModelKind.TABLE,
          List.of(
              ColumnSpec.of("price", ColumnType.DOUBLE)
                  .withDialect(
                      new CellDialect(
                          List.of("NA", "\\N"), List.of("0"), new NumberStyle(',', '.'))),
              ColumnSpec.of("weight", ColumnType.FLOAT)
                  .withDialect(
                      CellDialect.PLAIN.withNumbers(new NumberStyle(',', NumberStyle.NONE))),
              ColumnSpec.ofTimes("day", new TimePattern("d MMM yyyy", "UTC", "es"))),
          new Output("sales", "predicted sales", "", Range.ALL, List.of()),
          List.of());

  private static final Signature TEXT =
      new Signature(
          "sentiment",
          ModelKind.TEXT,
          List.of(ColumnSpec.of("text", ColumnType.STRING).optional()),
          new Output(
              "label",
              "probability that the text is positive",
              "",
              new Range(0, 1),
              List.of("negative", "positive"),
              0.46375),
          List.of(new GoldenRow(Map.of("text", "A good film"), 0.75)));

  @Test
  void signaturesAreWrittenAsTheirGoldenFiles() throws IOException {
    assertThat(PAIR.toJson()).isEqualTo(golden("valid-pair.json"));
    assertThat(TABLE.toJson()).isEqualTo(golden("valid-table.json"));
    assertThat(TEXT.toJson()).isEqualTo(golden("valid-text.json"));
    assertThat(DIALECTS.toJson()).isEqualTo(golden("valid-dialects.json"));
  }

  @Test
  void theGoldenFilesAreReadBackWhateverElseTheyHold() throws IOException {
    String later = golden("valid-table.json").replaceFirst("\\{", "{\"later\": 1,");

    assertThat(Signature.fromJson("s", golden("valid-pair.json"))).isEqualTo(PAIR);
    assertThat(Signature.fromJson("s", golden("valid-table.json"))).isEqualTo(TABLE);
    assertThat(Signature.fromJson("s", golden("valid-text.json"))).isEqualTo(TEXT);
    assertThat(Signature.fromJson("s", golden("valid-dialects.json"))).isEqualTo(DIALECTS);
    assertThat(Signature.fromJson("s", later)).isEqualTo(TABLE);
  }

  @Test
  void cellsAreTypedByTheNotationOfTheirColumn() {
    assertThat(DIALECTS.typed(Map.of("price", "1.234,5", "weight", "0,5", "day", "1 ene 2024")))
        .containsExactly(1234.5, 0.5f, Instant.parse("2024-01-01T00:00:00Z"));
    assertThatThrownBy(() -> DIALECTS.typed(0, " NA"))
        .hasMessage("Invalid row: price is missing (must be a number)");
    assertThatThrownBy(() -> DIALECTS.typed(0, "0,0"))
        .hasMessage(
            "Invalid row: price is '0,0' (must not be one of the texts whose rows are dropped)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "format-version" : 2 | "format-version" : 1 | unknown format-version 1 (this version reads 2)
          "task" : "regression" | "job" : "regression" | missing key task
          "kind" : "table" | "kind" : "picture" | kind is "picture" (must be one of pair, text, table)
          "name" : "amount" | "name" : "Amount" | inputs[0].name is "Amount" (must be lower-case letters, digits and _, starting with a letter)
          "name" : "amount" | "name" : "member" | ~inputs is %s (must be inputs of different names)~
          "type" : "double" | "type" : "real" | inputs[0].type is "real" (must be one of string, int, long, float, double, timestamp, epoch-seconds, epoch-milliseconds)
          "type" : "double" | "type" : "string" | inputs[0].type is "string" (must be a number where there are bounds)
          "required" : false | "required" : "no" | inputs[0].required is "no" (must be true or false)
          "min" : 0.0 | "min" : 60 | inputs[0].min is 60 (must be at most max, which is 50.0)
          "min" : 0.0 | "min" : "0" | inputs[0].min is "0" (must be a number)
          [ "trim" ] | [ "strip" ] | inputs[0].normalizers[0] is "strip" (must be one of trim, collapse-spaces, lower-case, upper-case, unicode)
          "no" : "0" | "no" : 0 | inputs[2].values.no is 0 (must be a text)
          [ "few", "many" ] | [ "few" ] | output.classes is ["few"] (must be none or at least two)
          "classes" : [ "few", "many" ] | "classes" : [ "few", "many" ], "threshold" : 1.5 | output.threshold is 1.5 (must be from 0 to 1)
          "standard-deviation" : 1024.0 | "standard-deviation" : 0 | output.standard-deviation is 0 (must be above 0)
          "mean" : 250000.5 | "mean" : "much" | output.mean is "much" (must be a number)
          "golden-rows" : [ ] | "golden-rows" : [ { "cells" : { "amount" : "1" }, "value" : "2" } ] | golden-rows[0].value is "2" (must be a number)
          "golden-rows" : [ ] | "golden-rows" : [ { "cells" : { "sum" : "1" }, "value" : 2 } ] | golden-rows[0].cells is {"sum":"1"} (must be cells of the inputs amount, month, member)
          """)
  void whatIsWrongWithASignatureIsNamed(String from, String to, String fault) throws IOException {
    String broken = golden("valid-table.json").replaceFirst(quoted(from), to);

    assertThatThrownBy(() -> Signature.fromJson("signature.json", broken))
        .isInstanceOf(JobException.class)
        .message()
        .satisfies(
            message ->
                assertThat(message.replaceAll("inputs is \\[.*] ", "inputs is %s "))
                    .isEqualTo("Cannot read signature.json: " + fault));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "name" : "amount" | "name" : "row_key" | name 'row_key' must not be row_key, part or start with source_, which are reserved
          "pattern" : "M/d/yyyy" | "pattern" : "HH:mm" | pattern 'HH:mm' can't tell the year, day and hour it writes
          "zone" : "Europe/Madrid" | "zone" : "Madrid" | zone 'Madrid' is unknown
          """)
  void anInputThatNoJobCouldDeclareIsRefused(String from, String to, String reason)
      throws IOException {
    String broken = golden("valid-table.json").replace(from, to);

    assertThatThrownBy(() -> Signature.fromJson("signature.json", broken))
        .hasMessageStartingWith("Cannot read signature.json: inputs[")
        .hasMessageEndingWith(" (must be a column of a job file: %s)".formatted(reason));
  }

  private static String quoted(String text) {
    return java.util.regex.Pattern.quote(text);
  }

  private static Map<String, String> cells(String user, String item) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("user", user);
    cells.put("item", item);
    return cells;
  }

  private static String golden(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file)).strip();
  }
}
