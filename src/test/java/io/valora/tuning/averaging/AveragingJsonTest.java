package io.valora.tuning.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.testing.tuning.ComparisonExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden file is what {@link ComparisonExamples#full} is written as. */
class AveragingJsonTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/averaging");

  @Test
  void comparisonIsWrittenAsItsGoldenFile() throws IOException {
    assertThat(AveragingWriter.write(ComparisonExamples.full())).isEqualTo(golden("valid.json"));
  }

  @Test
  void goldenFileIsReadBack() throws IOException {
    assertThat(AveragingParser.parse("averaging.json", golden("valid.json")))
        .isEqualTo(ComparisonExamples.full());
  }

  @Test
  void unknownKeysArePassedOver() throws IOException {
    String text = golden("valid.json").replaceFirst("\\{", "{\"later\": 1,");

    assertThat(AveragingParser.parse("averaging.json", text)).isEqualTo(ComparisonExamples.full());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "format-version" : 1   | "format-version" : 2   | unknown format-version 2 (this version reads 1)
          "slots" : 2            | "slots" : 0            | slots is 0 (must be a whole number of at least 1)
          "slots" : 2,           | ""                     | missing key slots
          "tolerance" : 0.01     | "tolerance" : "1%"     | tolerance is "1%" (must be a number)
          "shards" : 1           | "shards" : 1.5         | settings[0].shards is 1.5 (must be a whole number)
          "seconds" : 8.0        | "seconds" : null       | settings[0].seconds is null (must be a number)
          "averaging-unit" : "epoch" | "averaging-unit" : "row" | settings[0].averaging-unit is "row" (must be one of batch, epoch)
          "created" : "2026-01-31T12:00:00Z" | "created" : "today" | created is "today" (must be an instant such as 2026-01-01T00:00:00Z)
          """,
      quoteCharacter = '\'')
  void whatIsWrongIsNamed(String right, String wrong, String reason) throws IOException {
    String text = golden("valid.json").replaceFirst(right, wrong.equals("\"\"") ? "" : wrong);

    assertThatThrownBy(() -> AveragingParser.parse("averaging.json", text))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read averaging.json: " + reason);
  }

  @Test
  void comparisonWithoutItsReferenceIsRefused() throws IOException {
    String text = golden("valid.json").replace("\"shards\" : 1,", "\"shards\" : 3,");

    assertThatThrownBy(() -> AveragingParser.parse("averaging.json", text))
        .hasMessageStartingWith("Cannot read averaging.json: settings is [")
        .hasMessageEndingWith("(must be a list with exactly one grid point of one shard)");
  }

  private static String golden(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }
}
