package io.valora.tasks.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.model.Signature;
import io.valora.testing.ProgramRun;
import io.valora.testing.pipeline.LedgerBalance;
import io.valora.testing.pipeline.PredictedAgain;
import io.valora.testing.pipeline.SmallRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A small job of reviews from the file to the published run, as the command line runs it. */
@TestInstance(Lifecycle.PER_CLASS)
class SentimentRunTest {
  private static final int ROWS = 600;
  private static final String[] SETTINGS = {
    "--set", "training.epochs=6", "--set", "baselines.include=[majority-class, naive-bayes]"
  };
  private static final String PROBABILITY = "probability that the text is positive: ";

  @TempDir static Path folder;
  private SmallRuns runs;
  private ProgramRun first;

  @BeforeAll
  void runOnce() throws IOException {
    String sample = folder.resolve("reviews.tsv").toString();
    ProgramRun written =
        ProgramRun.of("sample", "reviews", "--out", sample, "--rows", Integer.toString(ROWS));
    assertThat(written.code()).isZero();
    String yaml = Files.readString(Path.of("jobs/reviews.yaml"));
    runs = new SmallRuns(folder, "reviews").withJobFile(yaml.replace("sample:reviews", sample));
    first = runs.run("one", SETTINGS);
  }

  @Test
  void predictAnswersAsTheEvaluationDidWithoutSpark() throws IOException, InterruptedException {
    PredictedAgain again = new PredictedAgain(runs, List.of("text"), "score");
    again.checkAnswers();
    again.checkLoadsNoSpark();
  }

  @Test
  void endsWellAndSaysHowManyAreRightAndWhereTheReportIs() {
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains("Test accuracy 0.", ", ROC AUC 0.")
        .contains("  network ", "  majority-class ", "  naive-bayes ")
        .contains("Run r1 of job reviews is done.")
        .contains("Report:     " + runs.made("one").resolve("evaluation/report.html"))
        .doesNotContain("Next: ");
  }

  @Test
  void ledgerBalancesFromTheFileToTheEvaluation() {
    LedgerBalance.check(runs, "one", ROWS);
    assertThat(runs.runJson("one").get("stages")).hasSize(4);
  }

  @Test
  void networkReadsMoreRightThanTheMajorityClass() {
    JsonNode metrics = runs.metrics("one");
    assertThat(metrics.get("task").asText()).isEqualTo("sentiment");
    assertThat(metrics.at("/test/accuracy").asDouble())
        .isGreaterThan(metrics.at("/baselines/majority-class/accuracy").asDouble() + 0.1);
  }

  @Test
  void predictCallsAClassByTheThresholdThatWasEvaluated() throws IOException {
    String signature = Files.readString(runs.made("one").resolve("model/signature.json"));
    assertThat(Signature.fromJson("signature.json", signature).output().threshold())
        .isEqualTo(runs.metrics("one").get("threshold").asDouble());
  }

  @Test
  void reportOpensWithPlainCounts() throws IOException {
    JsonNode counts = runs.metrics("one").at("/test/confusion");
    int right = counts.get("true-positives").asInt() + counts.get("true-negatives").asInt();
    String page = Files.readString(runs.made("one").resolve("evaluation/report.html"));
    assertThat(page)
        .contains(
            "Of %d texts it read %d right; it called %d negative one"
                .formatted(
                    runs.metrics("one").at("/test/rows").asInt(),
                    right,
                    counts.get("false-positives").asInt()));
  }

  @Test
  void goodTextIsMoreProbablyGoodThanABadOne() {
    double good = probability("A wonderful film, brilliant and moving. I loved every minute.");
    double bad = probability("A terrible film, boring and awful. I hated every minute.");
    assertThat(good).isBetween(0.5, 1.0);
    assertThat(bad).isBetween(0.0, 0.5);
  }

  @Test
  void textWithoutAKnownTermStillHasAProbability() {
    assertThat(probability("zzyzx")).isBetween(0.0, 1.0);
    assertThat(probability("")).isEqualTo(probability("zzyzx"));
  }

  @Test
  void sameJobUnderAnotherRootTrainsTheSameNetwork() {
    assertThat(runs.trainedHash("two", SETTINGS))
        .hasSize(64)
        .isEqualTo(runs.runJson("one").get("parameter-hash").asText());
  }

  @Test
  void columnThatIsNoTextIsRefused() {
    ProgramRun misspelt = runs.read("predict", "one", "txt=good");
    assertThat(misspelt.err())
        .contains("Invalid row: txt is no input of the model (must be text; did you mean 'text'?)")
        .doesNotContain("\tat ");
    assertThat(misspelt.code()).isEqualTo(2);
    ProgramRun bare = runs.read("predict", "one", "good");
    assertThat(bare.err()).contains("Invalid NAME=VALUE: good (must be a column, = and its value)");
    assertThat(bare.code()).isEqualTo(2);
  }

  @Test
  void reviewsHaveNoLists() {
    expectNoLists(runs.read("recommend", "one", "--user", "4"));
    expectNoLists(runs.read("recommend", "one"));
  }

  private static void expectNoLists(ProgramRun run) {
    assertThat(run.err())
        .contains("Invalid task: sentiment (must be one with a stage 'recommend')")
        .doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(2);
  }

  private double probability(String text) {
    ProgramRun predicted = runs.read("predict", "one", "text=" + text);
    assertThat(predicted.err()).isEmpty();
    assertThat(predicted.code()).isZero();
    assertThat(predicted.out()).startsWith(PROBABILITY);
    return Double.parseDouble(
        predicted.out().substring(PROBABILITY.length()).strip().split(" ")[0]);
  }
}
