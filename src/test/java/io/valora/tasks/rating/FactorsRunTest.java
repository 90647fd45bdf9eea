package io.valora.tasks.rating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.pipeline.LedgerBalance;
import io.valora.pipeline.SmallRuns;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Factors with what is known of users and items besides, and lists of what is chosen next. */
@TestInstance(Lifecycle.PER_CLASS)
class FactorsRunTest {
  private static final int USERS = 60;
  private static final int ITEMS = 30;
  private static final int PER_USER = 15;
  private static final String JOB =
      """
      job: factors
      ingest:
        source: %1$s/ratings.csv
        columns:
          - {name: user, type: string}
          - {name: item, type: string}
          - {name: rating, type: double, min: 1, max: 5}
          - {name: time, type: epoch-seconds}
      side-tables:
        users:
          source: %1$s/users.csv
          columns: [{name: user, type: string}, {name: age, type: int, min: 0}]
          features: [{columns: age, kind: number, bins: 4}]
        items:
          source: %1$s/items.csv
          columns: [{name: item, type: string}, {name: genre, type: string}]
          features: [{columns: genre, kind: categorical}]
      split: {kind: leave-last-out}
      network: {kind: factors, factors: 4}
      training:
        epochs: 3
        batch-size: 64
        shards: 1
        optimizer: {kind: adagrad, learning-rate: 0.12}
      baselines: {include: [item-mean], als-implicit: {rank: 4, iterations: 2}}
      recommend:
        top-n: 5
        objective: ranking
        ranking: {factors: 4, epochs: 2}
      """;

  @TempDir static Path folder;
  private SmallRuns runs;
  private ProgramRun first;

  @BeforeAll
  void runOnce() throws IOException {
    Files.writeString(folder.resolve("ratings.csv"), ratings());
    Files.writeString(folder.resolve("users.csv"), users());
    Files.writeString(folder.resolve("items.csv"), items());
    runs = new SmallRuns(folder, "factors").withJobFile(JOB.formatted(folder));
    first = runs.run("one");
  }

  @Test
  void endsWellWithAListToShow() {
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains("Test RMSE ", "  network ", "  item-mean ", "Top 5 for user ")
        .contains("Run r1 of job factors is done.");
    LedgerBalance.check(runs, "one", USERS * PER_USER);
  }

  @Test
  void brokenSideRowsLieInAQuarantineOfTheirOwn() throws IOException {
    assertThat(rows("side/users/typed")).hasSize(USERS - 2);
    assertThat(rows("side/items/typed")).hasSize(ITEMS - 1);
    assertThat(quarantined("side/users/quarantine")).containsOnlyOnce("\"young\"");
    assertThat(runs.runJson("one").at("/ledger/quarantined").asInt()).isZero();
  }

  @Test
  void everyUserHasAListWithStarsBeside() {
    List<Row> lists = rows("recommendations/top-n");
    assertThat(lists).hasSize(USERS * 5);
    assertThat(lists).extracting(row -> row.<String>getAs("user")).contains("u0", "u1", "u2");
    assertThat(lists).allSatisfy(row -> assertThat(row.<Double>getAs("score")).isBetween(0.0, 6.0));
    assertThat(runs.made("one").resolve("recommendations/csv")).isNotEmptyDirectory();
    ProgramRun shown = runs.read("recommend", "one", "--user", "u0");
    assertThat(shown.out()).contains("Recommended to u0:", "Rated by u0:");
  }

  @Test
  void listsAreComparedWithPopularItemsAndImplicitFactors() {
    JsonNode ranking = runs.metrics("one").get("ranking");
    assertThat(ranking.get("k").asInt()).isEqualTo(10);
    assertThat(ranking.get("contenders").findValuesAsText("name"))
        .contains("ranking-network", "popularity", "als-implicit");
  }

  @Test
  void oneRatingIsNotPredictedByName() {
    ProgramRun predicted = runs.read("predict", "one", "user=u0");
    assertThat(predicted.err())
        .contains("Invalid task: rating (must be regression or sentiment; of ratings, valora");
    assertThat(predicted.code()).isEqualTo(2);
  }

  @Test
  void sameJobUnderAnotherRootTrainsTheSameNetwork() {
    assertThat(runs.trainedHash("two"))
        .hasSize(64)
        .isEqualTo(runs.runJson("one").get("parameter-hash").asText());
  }

  private static List<Row> rows(String name) {
    String place = made(name).toString();
    return LocalSpark.session().read().parquet(place).collectAsList();
  }

  private static Path made(String name) {
    return folder.resolve("one/factors/runs/r1").resolve(name);
  }

  private static String quarantined(String name) throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.list(made(name))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  /** Each user rates a run of items; even users like even items. */
  private static String ratings() {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("user,item,rating,time\n");
    for (int user = 0; user < USERS; user++) {
      for (int i = 0; i < PER_USER; i++) {
        int item = (user * 7 + i) % ITEMS;
        int stars = (user + item) % 2 == 0 ? 4 + random.nextInt(2) : 1 + random.nextInt(3);
        csv.append("u%d,i%d,%d,%d\n".formatted(user, item, stars, 1_000_000 + 100 * i));
      }
    }
    return csv.toString();
  }

  /** Of u0 nothing is known, and the age of u1 is no number. */
  private static String users() {
    StringBuilder csv = new StringBuilder("user,age\nu1,young\n");
    for (int user = 2; user < USERS; user++) {
      csv.append("u%d,%d\n".formatted(user, 20 + user % 40));
    }
    return csv.toString();
  }

  /** Of i0 nothing is known. */
  private static String items() {
    StringBuilder csv = new StringBuilder("item,genre\n");
    for (int item = 1; item < ITEMS; item++) {
      csv.append("i%d,%s\n".formatted(item, item % 2 == 0 ? "drama" : "comedy"));
    }
    return csv.toString();
  }
}
