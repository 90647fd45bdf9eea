package io.valora.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.valora.config.JobText;
import io.valora.lease.Lease;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.FactorsJob;
import io.valora.testing.ProgramRun;
import io.valora.testing.tuning.TunedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A small search as the command line runs it. */
@TestInstance(Lifecycle.PER_CLASS)
class TuneRunTest {
  private static final String FACTORS = "tuning.space={network.factors: [2, 4]}";

  @TempDir static Path folder;
  private static TunedJob job;
  private ProgramRun first;

  @BeforeAll
  void searchOnce() throws IOException {
    job = new TunedJob(folder);
    Files.writeString(
        folder.resolve("job.yaml"),
        FactorsJob.in(folder).replace("{kind: leave-last-out}", "{kind: random}")
            + "tuning: {space: {network.factors: [2, 4]}, folds: 3}\n");
    first = job.tune("root");
  }

  @Test
  void planLeaderboardAndChoiceAreShown() {
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains("Plan:        2 settings × 3 folds = 6 trials of ")
        .contains("rows, at most 18 epochs")
        .contains("Chosen (best): network.factors=")
        .contains("Leaderboard: " + job.tuning("root").resolve("tuning.html"));
    assertThat(first.out().lines().map(String::strip))
        .anyMatch(line -> line.startsWith("1  ") && line.contains("network.factors="))
        .anyMatch(line -> line.startsWith("2  ") && line.contains("network.factors="));
  }

  @Test
  void pageHasTheChoiceAndEverySettingAndLoadsNothing() throws IOException {
    String page = Files.readString(job.tuning("root").resolve("tuning.html"));
    String markup = page.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", "");

    assertThat(markup)
        .contains("Of 2 settings on 3 folds, network.factors=")
        .contains("the best mean.")
        .containsOnlyOnce("<span class=\"what\">chosen</span>")
        .doesNotContain("http:", "https:", "<img", "<link");
    assertThat(markup.split("<th scope=\"row\"", -1)).as("two settings, a baseline").hasSize(4);
    assertThat(page)
        .contains("\"keys\":[{\"name\":\"network.factors\",\"values\":[\"2\",\"4\"]}]")
        .doesNotContain("<script src");
  }

  @Test
  void leaderboardPairsTheFolds() throws IOException {
    JsonNode settings = job.leaderboard("root").get("settings");

    assertThat(settings).hasSize(2);
    double[] differences = new double[3];
    for (int fold = 0; fold < 3; fold++) {
      differences[fold] =
          settings.at("/1/folds/" + fold + "/score").asDouble()
              - settings.at("/0/folds/" + fold + "/score").asDouble();
    }
    FoldMean paired = FoldMean.of(differences);
    assertThat(settings.at("/1/difference-to-best/mean").asDouble()).isEqualTo(paired.mean());
    assertThat(settings.at("/1/difference-to-best/error").asDouble()).isEqualTo(paired.error());
    assertThat(paired.mean()).isNotNegative();
  }

  @Test
  void bestYamlHasTheChangedKeysAlone() throws IOException {
    String best = Files.readString(job.tuning("root").resolve("best.yaml"));

    assertThat(best).matches("network:\n  factors: [24]\n");
    assertThat(JobText.parse("best.yaml", best).size()).isEqualTo(1);
  }

  @Test
  void baselinesStandBesideTheSettings() throws IOException {
    JsonNode baselines = job.leaderboard("root").get("baselines");

    assertThat(baselines).hasSize(1);
    JsonNode mean = baselines.get(0);
    assertThat(mean.get("baseline").asText()).isEqualTo("item-mean");
    assertThat(mean.get("folds")).hasSize(3);
    double best = job.leaderboard("root").at("/settings/0/score/mean").asDouble();
    assertThat(mean.at("/difference-to-best/mean").asDouble())
        .isCloseTo(mean.at("/score/mean").asDouble() - best, within(1e-12));
    assertThat(first.out()).contains("baseline item-mean");
  }

  @Test
  void nothingButResultsIsLeft() throws IOException {
    try (Stream<Path> files = Files.walk(job.tuning("root"))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.endsWith(".crc"))
          .filteredOn(name -> !name.matches("[0-9a-f]{16}\\.json"))
          .containsOnly("leaderboard.json", "tuning.html", "best.yaml", "result.json");
    }
  }

  @Test
  void searchThatIsDoneTrainsNothingAndWiderOnesTrainWhatIsNew() throws IOException {
    job.copy("root", "wider");
    Map<String, FileTime> before = trials("wider");
    String leaderboard = Files.readString(job.tuning("wider").resolve("leaderboard.json"));

    assertThat(job.tune("wider").out()).contains("Done:        6 trials; 0 trials to do");
    assertThat(trials("wider")).isEqualTo(before);
    assertThat(job.tuning("wider").resolve("leaderboard.json")).hasContent(leaderboard);

    ProgramRun wider = job.tune("wider", "--set", "tuning.space={network.factors: [2, 3, 4]}");
    assertThat(wider.out()).contains("Done:        6 trials; 3 trials to do");
    assertThat(trials("wider")).hasSize(9).containsAllEntriesOf(before);

    ProgramRun changed = job.tune("wider", "--set", "training.epochs=2", "--set", FACTORS);
    assertThat(changed.out()).contains("Kept aside:  9 trials of other settings, rows or code");
    assertThat(trials("wider")).hasSize(15).containsAllEntriesOf(before);
  }

  @Test
  void testRowsAreNeverReadAndParallelTrialsGiveTheSameBytes() throws IOException {
    job.copy("root", "parallel");
    FileUtils.deleteDirectory(job.tuning("parallel").toFile());
    FileUtils.deleteDirectory(job.tuning("parallel").resolveSibling("split/test").toFile());

    assertThat(job.tune("parallel", "--set", "tuning.parallel-trials=2").code()).isZero();
    assertThat(job.tuning("parallel").resolve("leaderboard.json"))
        .hasSameBinaryContentAs(job.tuning("root").resolve("leaderboard.json"));
  }

  @Test
  void trialThatFailsIsARowWithItsReason() throws IOException {
    job.copy("root", "failing");
    ProgramRun failing =
        job.tune(
            "failing", "--set", "tuning.space={training.optimizer.learning-rate: [0.12, 1.0e+30]}");

    assertThat(failing.code()).isZero();
    assertThat(failing.out())
        .contains("training.optimizer.learning-rate=1.0E30: Cannot ")
        .contains("Chosen (best): training.optimizer.learning-rate=0.12");
    JsonNode settings = job.leaderboard("failing").get("settings");
    assertThat(settings.at("/1/reason").asText()).startsWith("Cannot ");
    assertThat(settings.at("/1/rank").isMissingNode()).isTrue();
  }

  @Test
  void leaderboardIsPrintedWithoutTraining() throws IOException {
    ProgramRun table = leaderboardOf("root");
    assertThat(first.out()).contains(table.out().lines().findFirst().orElseThrow());
    assertThat(leaderboardOf("root", "--json").out())
        .isEqualTo(Files.readString(job.tuning("root").resolve("leaderboard.json")));
    assertThat(leaderboardOf("nowhere").err())
        .contains("Cannot show the leaderboard of ")
        .contains("(run: valora tune JOB)");
  }

  @Test
  void secondSearchOfARunIsToldWhoHasIt() throws IOException {
    job.copy("root", "held");
    RunFolder run = new RunFolder(folder.resolve("held").toString(), "factors", "tuning");
    Storage storage = new Storage(new Configuration());
    ProgramRun second;
    try (Lease held = Lease.acquire(storage, run, Duration.ofMillis(1500))) {
      second = job.tune("held");
      held.check();
    }

    assertThat(second.code()).isEqualTo(5);
    assertThat(second.err())
        .contains("Cannot change run tuning of job factors: another attempt is running: process ");
    assertThat(trials("held")).hasSize(6);
    assertThat(job.tune("held").out()).contains("Done:        6 trials; 0 trials to do");
  }

  @Test
  void jobWithoutASpaceIsRefused() throws IOException {
    Files.writeString(folder.resolve("plain.yaml"), FactorsJob.in(folder));
    ProgramRun run =
        ProgramRun.of("tune", folder.resolve("plain.yaml").toString(), "--root", "" + folder);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("Missing tuning (must be a section of the job file");
  }

  private static ProgramRun leaderboardOf(String root, String... more) {
    return job.call("leaderboard", root, more);
  }

  private static Map<String, FileTime> trials(String root) throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    try (Stream<Path> trials = Files.list(job.tuning(root).resolve("trials"))) {
      for (Path trial : trials.toList()) {
        times.put(
            trial.getFileName().toString(),
            Files.getLastModifiedTime(trial.resolve("result.json")));
      }
    }
    return times;
  }
}
