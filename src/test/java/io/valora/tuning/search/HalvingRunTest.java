package io.valora.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.job.TrainingContext;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import io.valora.testing.FactorsJob;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.testing.tuning.SilentSearch;
import io.valora.testing.tuning.TunedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A small search by successive halving as the command line runs it. */
@TestInstance(Lifecycle.PER_CLASS)
class HalvingRunTest {
  private static final String RATE = "training.optimizer.learning-rate";
  private static final String RATES = "tuning.space={training.optimizer.learning-rate: [%s]}";

  @TempDir static Path folder;
  private static TunedJob job;
  private ProgramRun first;

  @BeforeAll
  void searchOnce() throws IOException {
    job = new TunedJob(folder);
    Files.writeString(
        folder.resolve("job.yaml"),
        FactorsJob.in(folder)
                .replaceFirst(
                    "(?s)side-tables:.*split: \\{kind: leave-last-out}", "split: {kind: random}")
                .replace("epochs: 3", "epochs: 5")
            + """
            tuning:
              search: {kind: halving, factor: 2, first-epochs: 1}
              space: {training.optimizer.learning-rate: [0.001, 0.02, 0.1, 0.2]}
              folds: 2
            """);
    first = job.tune("root");
  }

  @Test
  void planSaysTheRungs() {
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains("Plan:        4 settings × 2 folds = 8 trials of ")
        .contains("rows, at most 18 epochs")
        .contains(
            "Rungs:       4 settings to epoch 1, the best 2 settings to epoch 2, the best 1 setting to epoch 5")
        .contains("Chosen (best): training.optimizer.learning-rate=");
  }

  @Test
  void settingsThatWereDroppedStayWithTheirRungAndEpochs() throws IOException {
    JsonNode board = job.leaderboard("root");

    assertThat(board.get("rungs")).hasSize(3);
    assertThat(board.at("/done")).isEqualTo(board.at("/trials"));
    JsonNode settings = board.get("settings");
    assertThat(settings).extracting(one -> one.get("rung").asInt()).containsExactly(3, 2, 1, 1);
    assertThat(settings)
        .extracting(one -> one.at("/folds/0/epochs").asInt())
        .containsExactly(5, 2, 1, 1);
    assertThat(settings)
        .allSatisfy(
            one -> assertThat(one.at("/difference-to-best/mean").asDouble()).isNotNegative());
    assertThat(board.get("chosen")).isEqualTo(settings.at("/0/setting"));
  }

  @Test
  void trialsThatPausedEndWithTheBitsOfThoseThatDidNot() throws IOException {
    job.copy(grid(), "halved");
    JsonNode best = job.leaderboard("root").at("/settings/0");
    JsonNode whole = bySetting("halved").get(best.get("setting").asText());
    assertThat(best.get("folds")).isEqualTo(whole.get("folds"));

    ProgramRun halved = job.tune("halved", "--set", "tuning.parallel-trials=2");
    assertThat(halved.code()).isZero();
    assertSameLeaderboard("halved", "root");
  }

  @Test
  void nothingButResultsIsLeft() throws IOException {
    try (Stream<Path> files = Files.walk(job.tuning("root"))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.endsWith(".crc"))
          .filteredOn(name -> !name.matches("[0-9a-f]{16}\\.json"))
          .containsOnly(
              "leaderboard.json",
              "tuning.html",
              "best.yaml",
              "result.json",
              "epochs-1.json",
              "epochs-2.json");
    }
  }

  @Test
  void lostResultsAndAWiderSpaceGiveTheLeaderboardOfAQuietSearch() throws IOException {
    job.copy("root", "lost");
    try (Stream<Path> files = Files.walk(job.tuning("lost"))) {
      for (Path file : files.filter(path -> path.endsWith("epochs-2.json")).toList()) {
        Files.delete(file);
      }
    }
    assertThat(job.tune("lost").out())
        .contains("Done:        0 trials of rung 2 of 3; 4 trials to do");
    assertSameLeaderboard("lost", "root");

    String wide = RATES.formatted("0.3, 0.05, 0.1, 0.001, 0.02, 0.2");
    job.copy("root", "fresh");
    FileUtils.deleteDirectory(job.tuning("fresh").toFile());
    job.tune("fresh", "--set", wide);
    job.tune("lost", "--set", wide);
    assertSameLeaderboard("lost", "fresh");
  }

  @Test
  void settingThatFailsIsOut() throws IOException {
    job.copy("root", "failing");
    ProgramRun failing = job.tune("failing", "--set", RATES.formatted("1.0e+30, 0.1, 0.2"));

    assertThat(failing.code()).isZero();
    JsonNode settings = job.leaderboard("failing").get("settings");
    assertThat(settings.at("/2/reason").asText()).startsWith("Cannot ");
    assertThat(settings.at("/2/rung").asInt()).isEqualTo(1);
    assertThat(settings.at("/0/rung").asInt()).isEqualTo(3);
  }

  /** The clock is asked as work begins and after each epoch but the last. */
  @Test
  void limitOfMinutesPausesASearchThatGoesOn() throws IOException {
    job.copy("root", "paused");
    FileUtils.deleteDirectory(job.tuning("paused").toFile());
    AtomicInteger asked = new AtomicInteger();
    List<TrialEnd> ended = new ArrayList<>();
    Storage storage = new Storage(new Configuration());
    SearchPlan plan = job.plan("paused", "tuning.search={kind: grid}", "tuning.limit={minutes: 1}");
    Search search =
        new Search(
            LocalSpark.session(),
            storage,
            Tasks.ALL,
            new SilentSearch() {
              @Override
              public void finished(TrialEnd end, Supplier<Leaderboard> soFar) {
                ended.add(end);
              }
            },
            () -> asked.incrementAndGet() > 10 ? TimeUnit.MINUTES.toNanos(1) : 0);

    Leaderboard leaderboard = search.run(plan);

    assertThat(ended).hasSize(1);
    assertThat(leaderboard.done()).isEqualTo(1);
    assertThat(leaderboard.chosen()).isEmpty();
    assertThat(job.leaderboard("paused").get("chosen").isNull()).isTrue();
    assertThat(
            storage.names(new TrialFolder(storage, plan.run()).checkpoints(plan.trials().get(1))))
        .containsExactly("epoch-0000000003-round-0000000001.zip");

    job.tune("paused", "--set", "tuning.search={kind: grid}");
    assertSameLeaderboard("paused", grid());
  }

  /** Root of a search of the whole grid, which two tests compare with. */
  private static synchronized String grid() throws IOException {
    String root = "grid";
    if (Files.notExists(folder.resolve(root))) {
      job.copy("root", root);
      FileUtils.deleteDirectory(job.tuning(root).toFile());
      job.tune(root, "--set", "tuning.search={kind: grid}");
    }
    return root;
  }

  @Test
  void rungKeepsTheBestSettingOfEachLearningRate() {
    SearchPlan plan =
        job.plan(
            "root",
            "tuning.space={training.optimizer.learning-rate: [0.02, 0.2], network.factors: [2, 4]}");
    TrialFolder trials = new TrialFolder(new Storage(new Configuration()), plan.run());
    StepResults results = new StepResults(trials);
    for (Trial trial : plan.trials()) {
      JsonNode setting = trial.setting().changes();
      double score =
          1 - setting.get(RATE).asDouble() + setting.get("network.factors").asDouble() / 100;
      results.put(
          Step.of(plan, trial, 0),
          new TrialResult(1, 1, score, score, 1, "hash", 1, Optional.empty()));
    }

    Standing standing = Standing.of(plan, results, List.of());

    assertThat(standing.rung()).isEqualTo(1);
    assertThat(standing.missing())
        .extracting(step -> step.trial().setting().changes())
        .extracting(one -> one.get(RATE).asDouble(), one -> one.get("network.factors").asInt())
        .containsOnly(tuple(0.02, 2), tuple(0.2, 2));
  }

  @Test
  void asManyTrialsAtOnceAsTheMemoryHolds() {
    SearchPlan small = job.plan("root", "tuning.parallel-trials=2");
    SearchPlan large =
        job.plan(
            "root", "tuning.parallel-trials=100", "tuning.space={network.factors: [4, 100000]}");

    assertThat(parallel(small)).isEqualTo(new ParallelTrials(2, Optional.empty()));
    ParallelTrials fewer = parallel(large);
    assertThat(fewer.atOnce()).isBetween(1, 99);
    assertThat(fewer.shortage().orElseThrow())
        .startsWith("Cannot train: the JVM of local mode needs ")
        .contains("%d × 1 replica ".formatted(fewer.atOnce() + 1));
  }

  private static ParallelTrials parallel(SearchPlan plan) {
    TrainingContext run =
        new TrainingContext(
            LocalSpark.session(),
            new Storage(new Configuration()),
            plan.job(),
            plan.run(),
            plan.run());
    return ParallelTrials.of(Tasks.ALL, plan, run.train());
  }

  private static void assertSameLeaderboard(String root, String expected) {
    assertThat(job.tuning(root).resolve("leaderboard.json"))
        .hasSameBinaryContentAs(job.tuning(expected).resolve("leaderboard.json"));
  }

  private static Map<String, JsonNode> bySetting(String root) throws IOException {
    Map<String, JsonNode> settings = new TreeMap<>();
    job.leaderboard(root)
        .get("settings")
        .forEach(one -> settings.put(one.get("setting").asText(), one));
    return settings;
  }
}
