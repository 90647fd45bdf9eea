package io.valora.tasks.rating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.testing.FactorsJob;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.testing.pipeline.LedgerBalance;
import io.valora.testing.pipeline.SmallRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Factors with what is known of users and items besides, and lists of what is chosen next. */
@TestInstance(Lifecycle.PER_CLASS)
class FactorsRunTest {
  private static final int USERS = FactorsJob.USERS;
  private static final int ITEMS = FactorsJob.ITEMS;
  private static final int PER_USER = FactorsJob.PER_USER;
  @TempDir static Path folder;
  private SmallRuns runs;
  private ProgramRun first;

  @BeforeAll
  void runOnce() throws IOException {
    runs = new SmallRuns(folder, "factors").withJobFile(FactorsJob.in(folder));
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
    assertThat(rows("side/items/typed")).hasSize(ITEMS - 1 + 2);
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

  /** Users of even numbers like items of even numbers, which are dramas. */
  @Test
  void sideColumnsSpeakForItemsThatNobodyRated() {
    assertThat(predicted("u2", "new-drama")).isGreaterThan(predicted("u2", "new-comedy") + 0.1);
    assertThat(predicted("u3", "new-drama")).isLessThan(predicted("u3", "new-comedy") - 0.1);
    assertThat(predicted("u2", "never-heard-of")).isEqualTo(predicted("u2", "nor-of-this"));
  }

  private double predicted(String user, String item) {
    String answer = runs.read("predict", "one", "user=" + user, "item=" + item).out();
    return Double.parseDouble(answer.strip().split("\\s")[0]);
  }

  @Test
  void ratingOfNoItemIsRefused() {
    ProgramRun predicted = runs.read("predict", "one", "user=u0");
    assertThat(predicted.err()).contains("Invalid row: item is missing (must be a string)");
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
}
