package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.valora.evaluation.rating.RatingMetricsParser;
import io.valora.evaluation.rating.RatingResult;
import io.valora.job.Stage;
import io.valora.models.ModelFolder;
import io.valora.models.PairModel;
import io.valora.prediction.RatedItems;
import io.valora.prediction.RecommendConfig;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tasks.rating.UserRecommendations;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.testing.pipeline.PredictedAgain;
import io.valora.testing.pipeline.SmallRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** One small job from the file to the published run, as the command line runs it. */
@TestInstance(Lifecycle.PER_CLASS)
class WholeRunTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private ProgramRun first;

  @BeforeAll
  void runOnce() throws IOException {
    String sample = folder.resolve("sample.csv").toString();
    ProgramRun written =
        ProgramRun.of(
            "sample", "ratings", "--out", sample, "--rows", "3000", "--users", "200", "--items",
            "40");
    assertThat(written.code()).isZero();
    String job = Files.readString(Path.of("jobs/ratings.yaml")).replace("sample:ratings", sample);
    Files.writeString(folder.resolve("job.yaml"), job);
    first = run("one", "r1");
  }

  @Test
  void endsWellAndSaysWhereTheResultsAre() {
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains("Test RMSE ", "  network ", "  item-mean ", "  als ", "Top 5 for user ")
        .contains("Run r1 of job ratings is done.")
        .contains("Run folder: " + folder.resolve("one/ratings/runs/r1"))
        .contains("Report:     " + folder.resolve("one/ratings/runs/r1/evaluation/report.html"));
  }

  @Test
  void ledgerBalancesFromTheFileToTheEvaluation() {
    JsonNode ledger = runJson("one").get("ledger");
    assertThat(ledger.get("read").asLong()).isEqualTo(3000);
    assertThat(ledger.get("read").asLong())
        .isEqualTo(ledger.get("typed").asLong() + ledger.get("quarantined").asLong());
    assertThat(ledger.get("typed").asLong())
        .isEqualTo(
            Stream.of("duplicates-dropped", "train", "validation", "test")
                .mapToLong(part -> ledger.get(part).asLong())
                .sum());
    assertThat(quarantined("one")).hasSize(ledger.get("quarantined").asInt());
    RatingResult result = metrics("one");
    assertThat(result.model().test().regression().rows()).isEqualTo(ledger.get("test").asLong());
  }

  @Test
  void networkBeatsTheItemMean() {
    RatingResult result = metrics("one");
    assertThat(result.model().test().regression().rmse())
        .isLessThan(result.baselines().get("item-mean").rmse());
    assertThat(result.baselines()).containsOnlyKeys("global-mean", "item-mean", "bias", "als");
  }

  @Test
  void runIsPublishedWithEverythingAReaderNeeds() {
    JsonNode run = runJson("one");
    assertThat(run.get("status").asText()).isEqualTo("succeeded");
    assertThat(run.get("inputs").get(0).get("sha256").asText()).hasSize(64);
    assertThat(run.get("environment").has("nd4j-backend")).isTrue();
    assertThat(run.get("parameter-hash").asText()).hasSize(64);
    assertThat(run.get("stages")).hasSize(5);
    assertThat(read(folder.resolve("one/ratings/models/champion.json"))).contains("\"r1\"");
    Path made = folder.resolve("one/ratings/runs/r1");
    assertThat(made.resolve("evaluation/report.html")).isNotEmptyFile();
    assertThat(made.resolve("evaluation/history.csv")).isNotEmptyFile();
    assertThat(made.resolve("model/network.zip")).isNotEmptyFile();
    assertThat(made.resolve("recommendations/csv")).isNotEmptyDirectory();
    assertThat(made.resolve("manifest.json")).isNotEmptyFile();
    assertThat(run.get("attempt").asLong()).isEqualTo(1);
    assertThat(made.toFile().list((all, name) -> name.contains("lease"))).isEmpty();
    assertThat(made.resolve("staging")).doesNotExist();
    assertThat(made.resolve("checkpoints")).doesNotExist();
  }

  @Test
  void predictAnswersAsTheEvaluationDidWithoutSpark() throws IOException, InterruptedException {
    PredictedAgain again =
        new PredictedAgain(new SmallRuns(folder, "ratings"), List.of("user", "item"), "prediction");
    again.checkAnswers();
    again.checkLoadsNoSpark();
  }

  @Test
  void sameRunIdAgainChangesNothing() {
    String before = read(folder.resolve("one/ratings/runs/r1/run.json"));
    ProgramRun again = run("one", "r1");
    assertThat(again.code()).isZero();
    assertThat(again.out())
        .contains("Run r1 of job ratings was already published; nothing was changed.");
    assertThat(read(folder.resolve("one/ratings/runs/r1/run.json"))).isEqualTo(before);
  }

  @Test
  void publishedRunRefusesAnotherConfiguration() {
    ProgramRun other = run("one", "r1", "--set", "training.epochs=2");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .contains(
            "Invalid --run-id: r1 (must be a new one: that run's configuration differs in training.epochs)");
  }

  @Test
  void stagesOneByOneUnderAnotherRootAndParallelismSplitTheSame() {
    for (Stage stage : List.of(Stage.INGEST, Stage.SPLIT)) {
      ProgramRun done = program(stage.label(), "two", "r2", "--set", "spark.default.parallelism=7");
      assertThat(done.err()).isEmpty();
      assertThat(done.code()).isZero();
    }
    JsonNode one = runJson("one");
    JsonNode two = read("two", "r2");
    assertThat(two.get("ledger")).isEqualTo(one.get("ledger"));
    assertThat(two.get("split-fingerprint")).isEqualTo(one.get("split-fingerprint"));
    assertThat(two.get("leak")).isEqualTo(one.get("leak"));
    assertThat(quarantined("two/ratings/runs/r2")).isEqualTo(quarantined("one"));
    assertThat(two.get("status").asText()).isEqualTo("running");
  }

  @Test
  void newcomerOfTheTestGetsPopularItems() {
    ProgramRun run =
        ProgramRun.of("recommend", "--root", root("one"), "--run", "r1", "--user", newcomer());
    assertThat(run.out())
        .contains("User " + newcomer() + " is unknown; popular with everyone, most rated first:");
    assertThat(run.out().lines().count()).isEqualTo(11);
  }

  @Test
  void userWhoRatedEverythingIsKnownAndGetsNothing() {
    ProgramRun run =
        ProgramRun.of("recommend", "--root", root("one"), "--run", "r1", "--user", "1000003");
    assertThat(run.out()).contains("Recommended to 1000003:").doesNotContain("unknown");
    assertThat(run.out().lines().filter(line -> !line.startsWith(" ")).count()).isEqualTo(1);
  }

  @Test
  void oneUsersListStandsBesideTheirRatings() {
    String user = runJson("one").at("/metrics/example/user").asText();
    ProgramRun known =
        ProgramRun.of("recommend", "--root", root("one"), "--run", "r1", "--user", user);
    assertThat(known.out()).contains("Recommended to " + user + ":", "Rated by " + user + ":");
    assertThat(known.out().lines().count()).isGreaterThan(10);
    ProgramRun unknown =
        ProgramRun.of("recommend", "--root", root("one"), "--run", "r1", "--user", "nobody");
    assertThat(unknown.code()).isZero();
    assertThat(unknown.out())
        .contains("User nobody is unknown; popular with everyone, most rated first:");
    assertThat(unknown.out().lines().count()).isEqualTo(11);
  }

  @Test
  void modelListsWhatTheRecommendStageWrote() {
    RunFolder made = new RunFolder(root("one"), "ratings", "r1");
    PairModel model = new ModelFolder(new Storage(new Configuration()), made).pairModel();
    Map<String, List<String>> written = new TreeMap<>();
    for (Row row : topN(made)) {
      written
          .computeIfAbsent(row.getAs("user"), user -> new ArrayList<>())
          .add("%.2f %s".formatted(row.<Double>getAs("score"), row.<String>getAs("item")));
    }
    RecommendConfig config = new RecommendConfig(10, RatedItems.EXCLUDED);

    assertThat(written).hasSizeGreaterThan(100);
    written.forEach(
        (user, list) ->
            assertThat(UserRecommendations.of(model, config, user).recommended())
                .extracting(line -> "%.2f %s".formatted(line.stars(), line.item()))
                .as("list of %s", user)
                .isEqualTo(list));
  }

  private static List<Row> topN(RunFolder made) {
    return LocalSpark.session()
        .read()
        .parquet(made.recommendations("top-n"))
        .orderBy("user", "rank")
        .collectAsList();
  }

  /** A user of the test split whom train doesn't know. */
  private static String newcomer() {
    String rows = folder.resolve("one/ratings/runs/r1/evaluation/predictions").toString();
    return LocalSpark.session()
        .read()
        .parquet(rows)
        .where("user_index = 0")
        .orderBy("user")
        .first()
        .getAs("user");
  }

  private static ProgramRun run(String root, String runId, String... more) {
    return program("run", root, runId, more);
  }

  private static ProgramRun program(String command, String root, String runId, String... more) {
    Stream<String> fixed =
        Stream.of(
            command,
            folder.resolve("job.yaml").toString(),
            "--root",
            root(root),
            "--run-id",
            runId);
    Stream<String> short_ = Stream.of("--set", "spark.sql.shuffle.partitions=3");
    return ProgramRun.of(
        Stream.of(fixed, short_, Stream.of(more)).flatMap(part -> part).toArray(String[]::new));
  }

  private static String root(String name) {
    return folder.resolve(name).toString();
  }

  private static JsonNode runJson(String root) {
    return read(root, "r1");
  }

  private static JsonNode read(String root, String runId) {
    try {
      return JSON.readTree(read(folder.resolve(root + "/ratings/runs/" + runId + "/run.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RatingResult metrics(String root) {
    Path file = folder.resolve(root + "/ratings/runs/r1/evaluation/metrics.json");
    return RatingMetricsParser.parse("metrics.json", read(file));
  }

  private static List<String> quarantined(String root) {
    String run = root.contains("/") ? root : root + "/ratings/runs/r1";
    try (Stream<Path> files = Files.list(folder.resolve(run + "/quarantine"))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(file -> read(file).lines())
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
