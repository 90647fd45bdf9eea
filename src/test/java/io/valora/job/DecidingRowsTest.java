package io.valora.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.valora.evaluation.DecidingRow;
import io.valora.evaluation.classification.TextSlices;
import io.valora.gates.GateResult;
import io.valora.gates.Validation;
import io.valora.tasks.sentiment.SentimentTask;
import io.valora.testing.ProgramRun;
import io.valora.testing.pipeline.SmallRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that count most in the rules of small runs. */
class DecidingRowsTest {
  private static final String MARKETING =
      """

      gates:
        values: [{at-most: 1}, {metric: r2, at-least: 0.5}]
        beats: [mean, linear-regression]
        data: {most-quarantined: 0.001}
        examples: %d
      """;
  private static final String REVIEWS =
      """

      gates:
        values:
          - {at-least: 0.99}
          - {slice: label-1, at-least: 0.1}
          - {slice: words-up-to-100, at-least: 0.1}
        beats: [naive-bayes]
        change: {}
      """;

  @TempDir private Path folder;

  @Test
  void numbersAndTheQuarantineAreShown() throws IOException {
    String yaml = Files.readString(Path.of("jobs/marketing.yaml"));
    SmallRuns runs = new SmallRuns(folder, "marketing").withJobFile(yaml + MARKETING.formatted(4));
    ProgramRun run = runs.run("one", "--set", "training.epochs=1");
    assertThat(run.code()).isEqualTo(4);

    List<DecidingRow> rmse = rows(runs.made("one"), "rmse-at-most");
    assertThat(rmse).hasSize(4).isSortedAccordingTo(byError().reversed());
    assertThat(rmse).allMatch(row -> Double.isNaN(row.other()));
    assertThat(rmse.get(0).keys()).containsOnlyKeys("monto_invertido");
    assertThat(rows(runs.made("one"), "r2-at-least")).as("passed").isEqualTo(rmse);
    assertThat(rows(runs.made("one"), "beats-mean"))
        .allMatch(row -> error(row, row.prediction()) > error(row, row.other()));
    assertThat(rows(runs.made("one"), "no-worse-than-simplest")).as("passed").isEmpty();
    assertThat(rows(runs.made("one"), "most-quarantined"))
        .extracting(row -> row.keys().get("line"), row -> row.keys().get("reason"))
        .hasSize(4)
        .contains(tuple("131", "must be a number, not 'pendiente'"));
    assertThat(run.out())
        .contains("  rmse-at-most: " + rmse.get(2).sentence())
        .doesNotContain(rmse.get(3).sentence(), "  r2-at-least: ");
    assertThat(Files.readString(runs.made("one").resolve("evaluation/report.html")))
        .contains("<summary>rmse-at-most: the 4 rows that count most</summary>");

    runs.withJobFile(yaml + MARKETING.formatted(0));
    runs.run("none", "--set", "training.epochs=1");
    assertThat(results(runs.made("none"))).allMatch(result -> result.rows().isEmpty());
  }

  @Test
  void textsAreShownBesideTheBaselineAndTheChampion() throws IOException {
    String sample = folder.resolve("reviews.tsv").toString();
    ProgramRun.of("sample", "reviews", "--out", sample, "--rows", "600");
    String yaml = Files.readString(Path.of("jobs/reviews.yaml"));
    SmallRuns runs =
        new SmallRuns(folder, "reviews")
            .withJobFile(yaml.replace("sample:reviews", sample) + REVIEWS);
    runs.run("one", "--set", "training.epochs=4", "--set", "baselines.include=[naive-bayes]");
    ProgramRun.of(
        "models",
        "promote",
        "reviews",
        "r1",
        "--root",
        folder + "/one",
        "--reason",
        "x",
        "--override",
        "accuracy-at-least");
    ProgramRun.of(
        "run",
        folder + "/job.yaml",
        "--root",
        folder + "/one",
        "--run-id",
        "r2",
        "--set",
        "training.epochs=1",
        "--set",
        "baselines.include=[naive-bayes]");
    Path made = runs.made("one").resolveSibling("r2");

    List<DecidingRow> wrong = rows(made, "accuracy-at-least");
    assertThat(wrong).isNotEmpty().hasSizeLessThanOrEqualTo(10);
    assertThat(wrong).isSortedAccordingTo(byError().reversed());
    assertThat(wrong).allMatch(row -> row.keys().get("text").length() <= 161);
    assertThat(rows(made, "accuracy-at-least-of-label-1"))
        .isNotEmpty()
        .allMatch(row -> row.label() == 1);
    assertThat(rows(made, "accuracy-at-least-of-words-up-to-100")).isNotEmpty();
    assertThat(rows(made, "beats-naive-bayes"))
        .allMatch(row -> (row.other() >= 0.5) == (row.label() == 1));
    assertThat(rows(made, "no-worse-than-champion"))
        .isNotEmpty()
        .noneMatch(row -> Double.isNaN(row.other()));
  }

  @Test
  void slicesOfTextsHaveTheNamesThatGatesRead() {
    assertThat(TextSlices.conditions().keySet())
        .containsExactlyElementsOf(new SentimentTask().slices());
  }

  private static Comparator<DecidingRow> byError() {
    return Comparator.comparingDouble(row -> error(row, row.prediction()));
  }

  private static double error(DecidingRow row, double prediction) {
    return Math.abs(prediction - row.label());
  }

  private static List<DecidingRow> rows(Path run, String rule) throws IOException {
    return results(run).stream()
        .filter(result -> result.rule().equals(rule))
        .findFirst()
        .orElseThrow()
        .rows();
  }

  private static List<GateResult> results(Path run) throws IOException {
    String text = Files.readString(run.resolve("validation.json"));
    return Validation.fromJson("validation.json", text).results();
  }
}
