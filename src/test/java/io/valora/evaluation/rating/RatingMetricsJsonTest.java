package io.valora.evaluation.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.base.JobException;
import io.valora.evaluation.Histogram;
import io.valora.evaluation.Interval;
import io.valora.evaluation.ranking.ListDiversity;
import io.valora.evaluation.ranking.ListObjective;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingContender;
import io.valora.evaluation.ranking.RankingMetrics;
import io.valora.evaluation.regression.RegressionMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden files are what {@link #full} and {@link #least} are written as. */
class RatingMetricsJsonTest {
  private static final String FILE = "metrics.json";

  @Test
  void aFullResultIsWrittenAsItsGoldenFile() throws IOException {
    assertWritten(full(), "valid-full.json");
  }

  @Test
  void aResultWithNothingDefinedIsWrittenAsItsGoldenFile() throws IOException {
    assertWritten(least(), "valid-least.json");
  }

  @Test
  void goldenFilesAreReadBack() throws IOException {
    assertThat(RatingMetricsParser.parse(FILE, golden("valid-full.json"))).isEqualTo(full());
    assertThat(RatingMetricsParser.parse(FILE, golden("valid-least.json"))).isEqualTo(least());
  }

  @Test
  void unknownKeysArePassedOver() throws IOException {
    String text = golden("valid-full.json").replaceFirst("\\{", "{\"later\": 1,");

    assertThat(RatingMetricsParser.parse(FILE, text)).isEqualTo(full());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          invalid-text.json     | it is not JSON (line 2)
          invalid-array.json    | the document is [] (must be an object)
          invalid-version.json  | unknown format-version 3 (this version reads 2)
          invalid-missing.json  | missing key test.mae
          invalid-number.json   | test.rmse is "0.9" (must be a number or null)
          invalid-count.json    | test.rows is -4 (must be at least 0)
          invalid-interval.json | test.rmse-interval-95 is [0.9] (must be a list of two numbers)
          invalid-slice.json    | slices[0].item is "new" (must be known or unknown)
          invalid-stars.json    | predicted-against-real[0].stars is null (must be a number)
          invalid-user.json     | worst-errors[0].user is 7 (must be a text)
          invalid-list.json     | slices is {} (must be a list)
          """)
  void whatIsWrongIsNamed(String name, String reason) throws IOException {
    String text = golden(name);

    assertThatThrownBy(() -> RatingMetricsParser.parse(FILE, text))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read metrics.json: " + reason);
  }

  static RatingResult full() {
    RatingMetrics test =
        new RatingMetrics(
            new RegressionMetrics(4, 0.9, 0.7, 0.25, 0.3), new Interval(0.8, 1.0), 2, 1);
    List<SliceMetrics> slices =
        List.of(
            new SliceMetrics(Familiarity.KNOWN_USER_KNOWN_ITEM, 3, 0.8),
            new SliceMetrics(Familiarity.KNOWN_USER_UNKNOWN_ITEM, 1, 1.1),
            new SliceMetrics(Familiarity.UNKNOWN_USER_KNOWN_ITEM, 0, Double.NaN),
            new SliceMetrics(Familiarity.UNKNOWN_USER_UNKNOWN_ITEM, 0, Double.NaN));
    WorstError worst =
        new WorstError("u1", "i9", 5, 3.25, new KnownRatings(12, 3.5), KnownRatings.NONE);
    RatingEvaluation model =
        new RatingEvaluation(
            test,
            slices,
            new Histogram(-1, 0.5, List.of(1L, 1L, 2L, 0L)),
            List.of(new StarDistribution(4.5, new Histogram(0, 2.5, List.of(0L, 4L)))),
            List.of(worst));
    Map<String, RegressionMetrics> baselines = new LinkedHashMap<>();
    baselines.put("global-mean", new RegressionMetrics(4, 1.25, 1.0, 0.5, -0.25));
    baselines.put("als", new RegressionMetrics(4, 0.95, 0.75, 0.375, Double.NaN));
    RankingComparison ranking =
        new RankingComparison(
            10,
            List.of(
                new RankingContender(
                    RankingComparison.NETWORK,
                    ListObjective.STARS,
                    new RankingMetrics(2, 0.5, 0.25, new ListDiversity(3, 80, 10, 1, 0.875))),
                new RankingContender(
                    RankingComparison.POPULARITY,
                    ListObjective.COUNTS,
                    new RankingMetrics(
                        2, 0.25, 0.125, new ListDiversity(1, 80, 40, Double.NaN, 0.5)))));
    return new RatingResult(model, baselines, Optional.of(ranking));
  }

  static RatingResult least() {
    double undefined = Double.NaN;
    RatingMetrics test =
        new RatingMetrics(
            new RegressionMetrics(1, 0, 0, undefined, undefined),
            new Interval(undefined, undefined),
            1,
            0);
    RatingEvaluation model =
        new RatingEvaluation(
            test,
            List.of(),
            new Histogram(-4, 0.25, new ArrayList<>(Collections.nCopies(32, 0L))),
            List.of(),
            List.of());
    return new RatingResult(model, Map.of(), Optional.empty());
  }

  private static void assertWritten(RatingResult result, String name) throws IOException {
    ObjectMapper json = new ObjectMapper();
    String written = RatingMetricsWriter.write(result);
    assertThat(json.readTree(written)).isEqualTo(json.readTree(golden(name)));
    assertThat(RatingMetricsParser.parse(FILE, written)).isEqualTo(result);
  }

  private static String golden(String name) throws IOException {
    try (var stream = RatingMetricsJsonTest.class.getResourceAsStream("/golden/metrics/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
