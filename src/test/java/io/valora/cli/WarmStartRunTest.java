package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.models.ModelFolder;
import io.valora.models.PairModel;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.ProgramRun;
import io.valora.testing.pipeline.SmallRuns;
import io.valora.testing.watch.MonitoringExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that begin with the weights of the champion. */
class WarmStartRunTest {
  private static final String JOB =
      """
      job: ratings
      ingest:
        source: %s/old.csv
        columns:
          - {name: user, type: string}
          - {name: item, type: string}
          - {name: rating, type: double, min: 1, max: 10}
          - {name: time, type: epoch-seconds}
      features: {context: [{column: time, of: item}]}
      network: {factors: 2, rated-items: added}
      training: {epochs: 6, warm-start: champion}
      recommend: {top-n: 2}
      baselines: {include: [global-mean]}
      """;

  private static final int OLD_USERS = 40;
  private static final int ITEMS = 30;

  @TempDir private Path root;
  private final Storage storage = new Storage(new Configuration());

  @Test
  void weightsMeanTheSameInARunOfOtherRows() throws IOException {
    tables();
    String still = "training.optimizer.learning-rate=1e-12";
    assertThat(run("r1", "training.refit=false").code()).isZero();
    ProgramRun second = run("r2", "training.refit=false", still, source());
    assertThat(second.code()).as(second.err()).isIn(0, 4);

    JsonNode start = runJson("r2").get("warm-start");
    assertThat(start.get("run").asText()).isEqualTo("r1");
    assertThat(start.get("parameter-hash")).isEqualTo(runJson("r1").get("parameter-hash"));
    assertThat(start.at("/tables/user").toString()).isEqualTo("{\"copied\":40,\"new\":20}");
    assertThat(start.at("/tables/item").toString()).isEqualTo("{\"copied\":30,\"new\":15}");
    assertThat(start.at("/tables/context/copied").asInt()).isPositive();
    assertThat(Files.readString(Path.of(folder("r2").report())))
        .contains("run r1: 40 of 60 rows of user");

    PairModel earlier = new ModelFolder(storage, folder("r1")).pairModel();
    PairModel later = new ModelFolder(storage, folder("r2")).pairModel();
    for (int user = 0; user < OLD_USERS; user++) {
      for (int item = 0; item < ITEMS; item++) {
        Object[] row = {"u" + user, "i" + item, Instant.ofEpochSecond(day(item) * 86_400L)};
        assertThat(later.networks().stars().predict(later.row(row)))
            .isCloseTo(earlier.networks().stars().predict(earlier.row(row)), Offset.offset(1e-3));
      }
    }
  }

  @Test
  void watchBeginsWithTheChampionAndTheSameStartGivesTheSameBits() throws IOException {
    tables();
    assertThat(run("r1").code()).isZero();
    assertThat(runJson("r1").has("warm-start")).isFalse();
    MonitoringExample.write(
        root.resolve("data/ratings"), "r1", MonitoringExample.of("r1", 400, true, "RMSE: 1.1"));
    String[] watch = {"--once", "--labels", "100", "--cool-down", "none", "--input"};
    ProgramRun look =
        valora(
            Stream.of(
                    Stream.of("watch", root + "/job.yaml"),
                    Stream.of(watch),
                    Stream.of(root + "/new.csv"))
                .flatMap(part -> part)
                .toArray(String[]::new));
    assertThat(look.code()).as(look.out() + look.err()).isIn(4, 9);
    String watched =
        storage.names(root + "/data/ratings/runs").stream()
            .filter(name -> name.startsWith("watch-"))
            .findFirst()
            .orElseThrow();
    assertThat(runJson(watched).at("/warm-start/run").asText()).isEqualTo("r1");
    assertThat(Files.readAllLines(Path.of(folder(watched).history())).get(1)).startsWith("0,");

    ProgramRun again =
        run("again", "training.warm-start=r1", source(), "spark.sql.shuffle.partitions=5");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(runJson("again").get("parameter-hash"))
        .isEqualTo(runJson(watched).get("parameter-hash"));
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnyWork() throws IOException {
    tables();
    assertThat(run("r1", "training.epochs=1").code()).isZero();
    ProgramRun other = run("r2", "network.factors=3", "split.test-fraction=0.3");
    assertThat(other.code()).isEqualTo(2);
    assertThat(other.err())
        .contains(
            "Invalid training.warm-start: champion (must be none once: run r1 differs in"
                + " network.factors, split.test-fraction)");
    assertThat(run("r2", "training.warm-start=r9").err())
        .contains("(must be none, champion or a published run of job ratings under");
    assertThat(run("r2", "training.warm-start=../x").err())
        .contains(
            "Invalid training.warm-start: ../x (must be none, champion or the name of a run)");
    assertThat(run("r2", "split.kind=temporal").err())
        .contains("Invalid training.warm-start: champion (must be none, or split.kind random");
    ProgramRun texts = valora("run", "jobs/reviews.yaml", "--set", "training.warm-start=champion");
    assertThat(texts.code()).isEqualTo(2);
    assertThat(texts.err()).contains("(must be none: only rating networks without side tables");
    storage.delete(folder("r1").warmStart(""));
    assertThat(run("r2").err()).contains("run r1 kept no weights to begin with");
    assertThat(root.resolve("data/ratings/runs/r2/run.json")).doesNotExist();
  }

  private String source() {
    return "ingest.source=[\"%1$s/old.csv\",\"%1$s/new.csv\"]".formatted(root);
  }

  private ProgramRun run(String runId, String... settings) {
    return valora(
        Stream.concat(
                Stream.of("run", root + "/job.yaml", "--run-id", runId),
                Stream.of(settings).flatMap(setting -> Stream.of("--set", setting)))
            .toArray(String[]::new));
  }

  private ProgramRun valora(String... arguments) {
    return ProgramRun.of(
        Stream.concat(Stream.of(arguments), Stream.of("--root", root + "/data"))
            .toArray(String[]::new));
  }

  private RunFolder folder(String runId) {
    return new Runs(storage, root + "/data").named("ratings", runId);
  }

  private JsonNode runJson(String runId) {
    return SmallRuns.json(Path.of(folder(runId).runJson()));
  }

  /** New users rate in another range, and some items that nobody knew. */
  private void tables() throws IOException {
    Files.writeString(root.resolve("job.yaml"), JOB.formatted(root));
    Files.writeString(root.resolve("old.csv"), table(0, OLD_USERS, 0, 2));
    Files.writeString(root.resolve("new.csv"), table(OLD_USERS, 60, 15, 5));
  }

  private static String table(int from, int to, int firstItem, double mean) {
    Random random = new Random(from);
    StringBuilder text = new StringBuilder("user,item,rating,time\n");
    for (int user = from; user < to; user++) {
      for (int item = firstItem; item < firstItem + ITEMS; item++) {
        double stars = mean + user % 5 * 0.4 + item % 5 * 0.5 + random.nextDouble();
        text.append("u%d,i%d,%.4f,%d\n".formatted(user, item, stars, day(item) * 86_400));
      }
    }
    return text.toString();
  }

  private static int day(int item) {
    return 10 + item % 3;
  }
}
