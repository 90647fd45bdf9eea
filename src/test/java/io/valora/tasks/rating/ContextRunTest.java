package io.valora.tasks.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.evaluation.DecidingRow;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.testing.pipeline.SmallRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Users whose mood of the day shows in their ratings. */
@TestInstance(Lifecycle.PER_CLASS)
class ContextRunTest {
  private static final int USERS = 40;
  private static final int ITEMS = 30;
  private static final int DAY_SECONDS = 86_400;
  private static final String WITHOUT = "features.context=[]";
  private static final String JOB =
      """
      job: moods
      ingest:
        source: %1$s/ratings.csv
        columns:
          - {name: user, type: string}
          - {name: item, type: string}
          - {name: rating, type: double, min: 1, max: 5}
          - {name: time, type: epoch-seconds}
      features: {context: [{column: time, of: user}]}
      network: {factors: 2}
      training: {epochs: 30}
      baselines: {include: []}
      recommend: {top-n: 5}
      """;

  @TempDir static Path folder;
  private SmallRuns runs;
  private ProgramRun first;

  @BeforeAll
  void runOnce() throws IOException {
    Files.writeString(folder.resolve("ratings.csv"), ratings());
    runs = new SmallRuns(folder, "moods").withJobFile(JOB.formatted(folder));
    first = runs.run("one");
  }

  /** Good and bad days in turn. */
  private static String ratings() {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("user,item,rating,time\n");
    for (int user = 0; user < USERS; user++) {
      for (int item = 0; item < ITEMS; item++) {
        int day = item % 2;
        int stars = (day == user % 2 ? 4 : 2) + random.nextInt(2);
        csv.append(
            "u%d,i%d,%d,%d\n"
                .formatted(
                    user, item / 2 + 15 * random.nextInt(2), stars, DAY_SECONDS * day + 60 * item));
      }
    }
    return csv.toString();
  }

  @Test
  void theDayTellsMoreThanUserAndItem() {
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    ProgramRun plain = runs.run("plain", "--set", WITHOUT);
    assertThat(plain.code()).as("worse than the mean").isEqualTo(4);
    assertThat(plain.out()).contains("  no-worse-than-simplest: user u", ", the other 3.");
    assertThat(rmse("one")).isLessThan(rmse("plain") - 0.3);
  }

  @Test
  void listsOfSomeUsersCanBeShown() {
    Storage storage = new Storage(new Configuration());
    RunFolder run = new RunFolder(folder.resolve("one").toString(), "moods", "r1");
    RatingModel model = RatingModel.read(LocalSpark.session(), storage, run);
    Dataset<Row> rows =
        model.encoder().encode(LocalSpark.session().read().parquet(run.split("train")));
    List<DecidingRow> lists = SameLists.of(model, rows.limit(0), rows, 4, 3);
    assertThat(lists).hasSize(3);
    assertThat(lists).allMatch(row -> row.keys().get("user").startsWith("u"));
    assertThat(lists).allMatch(row -> row.keys().get("list").matches("(i\\d+, ){3}i\\d+"));
  }

  @Test
  void aRowIsPredictedInItsContextAndWithoutOne() {
    double good = predicted("time=3600");
    double bad = predicted("time=" + (DAY_SECONDS + 3600));
    double unknown = predicted("time=" + 9 * DAY_SECONDS);

    assertThat(good).isGreaterThan(bad + 1);
    assertThat(unknown).isEqualTo(predicted()).isBetween(bad, good);
  }

  @Test
  void filesMayLackTheColumn() throws IOException {
    Path file = Files.writeString(folder.resolve("new.csv"), "user,item\nu2,i3\n");
    String scores = folder.resolve("scores").toString();
    ProgramRun scored =
        ProgramRun.of(
            "score",
            "r1",
            "--root",
            folder.resolve("one").toString(),
            "--input",
            file.toString(),
            "--output",
            scores,
            "--format",
            "parquet");

    assertThat(scored.err()).isEmpty();
    assertThat(scored.code()).isZero();
    assertThat(LocalSpark.session().read().parquet(scores + "/scores").collectAsList())
        .extracting(row -> row.<Double>getAs("prediction"))
        .singleElement()
        .satisfies(stars -> assertThat(stars).isBetween(2.0, 5.0));
  }

  @Test
  void listsHaveNoContext() {
    List<Row> lists =
        LocalSpark.session()
            .read()
            .parquet(runs.made("one").resolve("recommendations/top-n").toString())
            .collectAsList();
    assertThat(lists).extracting(row -> row.<String>getAs("user")).contains("u0", "u1");
    assertThat(runs.read("recommend", "one", "--user", "u1").out()).contains("Recommended to u1:");
  }

  /** Which has no context. */
  @Test
  void aNetworkForListsLeavesTheOtherAsItIs() {
    assertThat(
            runs.trainedHash(
                "two",
                "--set",
                "recommend.objective=ranking",
                "--set",
                "recommend.ranking.epochs=1"))
        .isEqualTo(runs.runJson("one").get("parameter-hash").asText());
  }

  @Test
  void networksThatLearnNoContextAreRefused() {
    assertThat(runs.run("three", "--set", "network.penalty=0").err())
        .contains("Invalid network.penalty: 0.0 (must be above 0 to learn context)");
    ProgramRun embeds =
        runs.run("three", "--set", "network={}", "--set", "network.kind=embedding-mlp");
    assertThat(embeds.err())
        .contains(
            "Invalid features.context: time (must be left out unless network.kind is factors)");
    assertThat(embeds.code()).isEqualTo(2);
  }

  private double rmse(String root) {
    return runs.metrics(root).at("/test/rmse").asDouble();
  }

  private double predicted(String... context) {
    String[] cells = new String[2 + context.length];
    cells[0] = "user=u0";
    cells[1] = "item=i3";
    System.arraycopy(context, 0, cells, 2, context.length);
    return Double.parseDouble(runs.read("predict", "one", cells).out().strip().split("\\s")[0]);
  }
}
