package io.valora.tasks.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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

/** The job of marketing and subscribers from the sample to the published run. */
@TestInstance(Lifecycle.PER_CLASS)
class RegressionRunTest {
  private static final String PREDICTED = "nuevos_suscriptores: ";

  @TempDir static Path folder;
  private SmallRuns runs;
  private ProgramRun first;

  @BeforeAll
  void runOnce() throws IOException {
    String yaml = Files.readString(Path.of("jobs/marketing.yaml"));
    runs = new SmallRuns(folder, "marketing").withJobFile(yaml);
    first = runs.run("one");
  }

  @Test
  void predictAnswersAsTheEvaluationDidWithoutSpark() throws IOException, InterruptedException {
    PredictedAgain again = new PredictedAgain(runs, List.of("monto_invertido"), "prediction");
    again.checkAnswers();
    again.checkLoadsNoSpark();
  }

  @Test
  void endsWellAndSaysHowFarOffItIs() {
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains("Test RMSE ", "R² 0.98", "  network ", "  mean ", "  linear-regression ")
        .contains("Verdict:    ", "linear-regression 4.")
        .contains("Run r1 of job marketing is done.")
        .contains("Report:     " + runs.made("one").resolve("evaluation/report.html"))
        .doesNotContain("Next: ");
    assertThat(runs.made("one").resolve("evaluation/report.html")).isNotEmptyFile();
  }

  @Test
  void ledgerBalancesFromTheSampleToTheEvaluation() {
    JsonNode ledger = runs.runJson("one").get("ledger");
    LedgerBalance.check(runs, "one", ledger.get("read").asLong());
    assertThat(ledger.get("quarantined").asInt()).isEqualTo(5);
    assertThat(ledger.get("duplicates-dropped").asInt()).isEqualTo(2);
  }

  @Test
  void oneNeuronExplainsTheMonthsAsWellAsLeastSquares() {
    JsonNode metrics = runs.metrics("one");
    assertThat(metrics.get("task").asText()).isEqualTo("regression");
    assertThat(metrics.at("/test/r2").asDouble()).isGreaterThanOrEqualTo(0.983);
    assertThat(metrics.at("/test/rmse").asDouble())
        .isLessThan(metrics.at("/baselines/mean/rmse").asDouble() / 5)
        .isLessThan(metrics.at("/baselines/linear-regression/rmse").asDouble() * 1.05);
  }

  @Test
  void oneAmountIsPredicted() {
    assertThat(prediction("85")).isBetween(205.0, 215.0);
  }

  @Test
  void missingAmountIsRefusedAsIngestRefusesIt() {
    JsonNode amount =
        SmallRuns.json(runs.made("one").resolve("model/encoder.json")).at("/columns/0");
    assertThat(amount.get("fill").asDouble()).isBetween(55.0, 75.0);
    assertThat(runs.read("predict", "one", "monto_invertido=").err())
        .as("the job requires the column")
        .contains("Invalid row: monto_invertido is missing (must be a number)");
  }

  @Test
  void badRowOfTheStandardInputIsNumberedBesideTheGoodOnes() {
    String rows =
        """
        {"monto_invertido": 85}
        {"monto_invertido": "much"}
        {"monto_invertido": 85.0}
        """;
    ProgramRun predicted = ProgramRun.withInput(rows, "predict", "--root", root(), "-");
    assertThat(predicted.out().lines()).hasSize(2).allMatch(line -> line.startsWith(PREDICTED));
    assertThat(predicted.err())
        .isEqualToIgnoringNewLines("Invalid row 2: monto_invertido is 'much' (must be a number)");
    assertThat(predicted.code()).isEqualTo(2);
    ProgramRun array =
        ProgramRun.withInput("[{\"monto_invertido\": 85}, {]", "predict", "--root", root());
    assertThat(array.out().lines()).hasSize(1);
    assertThat(array.err()).contains("Cannot read standard input: it is not a JSON array (row 2)");
    assertThat(array.code()).isEqualTo(2);
  }

  @Test
  void nothingToPredictIsSaid() {
    ProgramRun nothing = ProgramRun.of("predict", "--root", root());
    assertThat(nothing.err())
        .contains("Missing NAME=VALUE (must be the row, or JSON rows on standard input)");
    assertThat(nothing.code()).isEqualTo(2);
    ProgramRun other = ProgramRun.of("predict", "--root", root(), "--job", "none", "a=1");
    assertThat(other.err()).contains("Invalid --job: none (must be a job with a champion under ");
    assertThat(other.code()).isEqualTo(2);
  }

  @Test
  void misspeltColumnGetsItsNearestOne() {
    ProgramRun misspelt = runs.read("predict", "one", "monto_invertdo=85");
    assertThat(misspelt.err())
        .contains(
            "Invalid row: monto_invertdo is no input of the model (must be monto_invertido; did you"
                + " mean 'monto_invertido'?); monto_invertido is missing (must be a number)")
        .doesNotContain("\tat ");
    assertThat(misspelt.code()).isEqualTo(2);
  }

  @Test
  void amountThatIsNoNumberIsRefused() {
    ProgramRun word = runs.read("predict", "one", "monto_invertido=much");
    assertThat(word.err())
        .contains("Invalid row: monto_invertido is 'much' (must be a number)")
        .doesNotContain("\tat ");
    assertThat(word.code()).isEqualTo(2);
  }

  private double prediction(String amount) {
    ProgramRun predicted = runs.read("predict", "one", "monto_invertido=" + amount);
    assertThat(predicted.err()).isEmpty();
    assertThat(predicted.code()).isZero();
    assertThat(predicted.out()).startsWith(PREDICTED);
    return Double.parseDouble(predicted.out().substring(PREDICTED.length()).strip().split(" ")[0]);
  }

  private static String root() {
    return folder.resolve("one").toString();
  }
}
