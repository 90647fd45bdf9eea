package io.valora.features.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.JobException;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.Normalizer;
import io.valora.schema.TimePattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden file is what {@link #ENCODER} is written as. */
class TableEncoderJsonTest {
  private static final String FILE = "encoder.json";
  private static final TableEncoder ENCODER =
      new TableEncoder(
          new FittedTarget("subscribers", 160.5, 58.25, 100, 240),
          List.of(
              new NumericColumn(
                  ColumnSpec.of("amount", ColumnType.DOUBLE).optional(),
                  2,
                  new NumericScale(61, 60, 29.5)),
              new CategoricalColumn(
                  ColumnSpec.of("branch", ColumnType.STRING)
                      .withNormalizers(List.of(Normalizer.TRIM, Normalizer.UPPER_CASE))
                      .optional(),
                  0,
                  List.of("NORTH", "SOUTH"),
                  7,
                  "NORTH"),
              new MultiColumn(
                  ColumnSpec.of("genres", ColumnType.STRING).optional(),
                  0,
                  List.of("Action", "Comedy"),
                  "|"),
              new TimestampColumn(
                  ColumnSpec.ofTimes("month", new TimePattern("yyyy-MM-dd", "UTC")).optional(),
                  0,
                  Instant.parse("2024-01-01T00:00:00Z"),
                  new NumericScale(30, 31, 25.5),
                  List.of(TimePart.MONTH, TimePart.DAY_OF_WEEK))));

  @Test
  void anEncoderIsWrittenAsItsGoldenFile() throws IOException {
    ObjectMapper json = new ObjectMapper();

    assertThat(json.readTree(ENCODER.toJson())).isEqualTo(json.readTree(golden("valid.json")));
  }

  @Test
  void theGoldenFileIsReadBackWhateverElseItHolds() throws IOException {
    String later = golden("valid.json").replaceFirst("\\{", "{\"later\": 1,");

    assertThat(TableEncoder.fromJson(FILE, golden("valid.json"))).isEqualTo(ENCODER);
    assertThat(TableEncoder.fromJson(FILE, later)).isEqualTo(ENCODER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "format-version" : 1      | "format-version" : 2      | unknown format-version 2 (this version reads 1)
          "mean" : 160.5            | "average" : 160.5         | missing key target.mean
          "kind" : "numeric"        | "kind" : "number"         | columns[0].kind is "number" (must be one of numeric, categorical, multi, timestamp)
          "kind" : "numeric"        | "kind" : "timestamp"      | columns[0].kind is "timestamp" (must be a kind that fits the type)
          "divisor" : 29.5          | "divisor" : 0             | columns[0].divisor is 0 (must be above 0)
          "NORTH", "SOUTH"          | "SOUTH", "SOUTH"          | columns[1].categories is ["SOUTH","SOUTH"] (must be one or more, each once)
          "upper-case"              | "shout"                   | columns[1].normalisers[1] is "shout" (must be one of trim, collapse-spaces, lower-case, upper-case, unicode)
          "2024-01-01T00:00:00Z"    | "January"                 | columns[3].earliest is "January" (must be an instant such as 2026-01-01T00:00:00Z)
          "day-of-week"             | "year"                    | columns[3].parts[1] is "year" (must be one of month, day-of-week)
          "missing-in-train" : 2    | "missing-in-train" : -2   | columns[0].missing-in-train is -2 (must be at least 0)
          "name" : "amount"         | "name" : "The Amount"     | columns[0].name is "The Amount" (must be the name of a column)
          """)
  void whatIsWrongIsNamed(String valid, String invalid, String reason) throws IOException {
    String text = golden("valid.json");
    assertThat(text).contains(valid);

    assertThatThrownBy(() -> TableEncoder.fromJson(FILE, text.replace(valid, invalid)))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read encoder.json: " + reason);
  }

  @Test
  void aPatternThatTellsNoYearIsNamed() throws IOException {
    String text = golden("valid.json").replace("yyyy-MM-dd", "MM-dd");

    assertThatThrownBy(() -> TableEncoder.fromJson(FILE, text))
        .hasMessageEndingWith("(must be a column with a pattern and zone of times)");
  }

  private static String golden(String name) throws IOException {
    String path = "/golden/table-encoder/" + name;
    try (var stream = TableEncoderJsonTest.class.getResourceAsStream(path)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
