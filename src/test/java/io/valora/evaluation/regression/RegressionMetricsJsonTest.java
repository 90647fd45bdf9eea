package io.valora.evaluation.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.JobException;
import io.valora.evaluation.Histogram;
import io.valora.evaluation.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The example of the specification's page is what {@link #result} is written as. */
class RegressionMetricsJsonTest {
  private static final String FILE = "metrics.json";
  private static final Path PAGE = Path.of("src/docs/regression-metrics-json.md");

  @Test
  void aResultIsWrittenAsTheExampleOfItsPage() throws IOException {
    ObjectMapper json = new ObjectMapper();

    assertThat(json.readTree(result().toJson())).isEqualTo(json.readTree(example()));
  }

  @Test
  void theExampleIsReadBackWhateverElseItHolds() throws IOException {
    String later = example().replaceFirst("\\{", "{\"later\": 1,");

    assertThat(RegressionResult.fromJson(FILE, example())).isEqualTo(result());
    assertThat(RegressionResult.fromJson(FILE, later)).isEqualTo(result());
  }

  @Test
  void aResultWithNothingDefinedIsReadBack() {
    double none = Double.NaN;
    RegressionResult bare =
        new RegressionResult(
            "y",
            new RegressionEvaluation(
                new RegressionMetrics(1, 0, 0, none, none),
                new Interval(none, none),
                new Histogram(0, 1, List.of(1L)),
                List.of("a", "b"),
                List.of(),
                List.of()),
            Map.of());

    assertThat(RegressionResult.fromJson(FILE, bare.toJson())).isEqualTo(bare);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "format-version" : 1     | "format-version" : 2   | unknown format-version 2 (this version reads 1)
          "regression"             | "rating"               | task is "rating" (must be regression)
          "target"                 | "goal"                 | missing key target
          "rmse" : 41.0            | "rmse" : "41"          | baselines.mean.rmse is "41" (must be a number or null)
          [ 2.5, 3.5 ]             | [ 2.5 ]                | test.rmse-interval-95 is [2.5] (must be a list of two numbers)
          51.0 ]                   | 51.0, 7 ]              | points[0] is [140.0,142.5,51.0,7] (must be a list of three numbers)
          171.0, 66.5 ]            | "much", 66.5 ]         | points[1] is "much" (must be a number or null)
          "66.5"                   | "66.5", "2"            | worst-errors[0].inputs is ["66.5","2"] (must be as many texts as there are inputs)
          [ 1, 0, 0, 2 ]           | [ 1, -1 ]              | error-histogram.counts[1] is -1 (must be at least 0)
          """)
  void whatIsWrongIsNamed(String valid, String invalid, String reason) throws IOException {
    assertThat(example()).contains(valid);
    String text = example().replace(valid, invalid);

    assertThatThrownBy(() -> RegressionResult.fromJson(FILE, text))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read metrics.json: " + reason);
  }

  private static RegressionResult result() {
    Map<String, RegressionMetrics> baselines = new LinkedHashMap<>();
    baselines.put("mean", new RegressionMetrics(3, 41, 36.5, 0.25, -0.01));
    baselines.put("linear-regression", new RegressionMetrics(3, 3, 2.75, Double.NaN, Double.NaN));
    return new RegressionResult(
        "nuevos_suscriptores",
        new RegressionEvaluation(
            new RegressionMetrics(3, 3, 2.75, 0.02, 0.9875),
            new Interval(2.5, 3.5),
            new Histogram(-4, 2, List.of(1L, 0L, 0L, 2L)),
            List.of("monto_invertido"),
            List.of(
                new RegressionPoint(140, 142.5, 51),
                new RegressionPoint(175, 171, 66.5),
                new RegressionPoint(160, 162, Double.NaN)),
            List.of(new WorstPrediction(175, 171, List.of("66.5")))),
        baselines);
  }

  private static String example() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```json\n") + "```json\n".length();
    return page.substring(start, page.indexOf("```", start));
  }
}
