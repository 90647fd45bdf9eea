package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.gates.GateResult;
import io.valora.gates.GateVerdict;
import io.valora.gates.Validation;
import io.valora.registry.Runs;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.testing.watch.MonitoringExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training again by {@code valora watch}, with real runs and gates. */
class WatchRunTest {
  private static final String JOB =
      """
      job: ratings
      ingest:
        source: %s/old.csv
        columns:
          - {name: user, type: string}
          - {name: item, type: string}
          - {name: rating, type: double, min: 1, max: 5}
      network: {factors: 2}
      training: {epochs: 4}
      recommend: {top-n: 2}
      baselines: {include: [global-mean]}
      """;

  @TempDir private Path root;
  private final Storage storage = new Storage(new Configuration());

  @Test
  void newRowsAreLearnedAndPoisonedOnesAreNot() throws IOException {
    Files.writeString(root.resolve("job.yaml"), JOB.formatted(root));
    table("old.csv", 0, 60, false);
    table("new.csv", 60, 100, false);
    table("poisoned.csv", 100, 140, true);
    assertThat(valora("run", root + "/job.yaml", "--run-id", "r1").code()).isZero();
    assertThat(watch("new.csv", 100).out()).contains("wait: champion r1 hasn't been monitored");

    alarm("r1");
    ProgramRun waits = watch("new.csv", 5000);
    assertThat(waits.out()).contains("Decision:   wait: 400 of 5,000 labels (RMSE: 1.1)");
    assertThat(waits.code()).isEqualTo(8);

    ProgramRun again = watch("new.csv", 100);
    assertThat(again.out())
        .as(again.err())
        .contains("Decision:   retrain: RMSE: 1.1", "is champion");
    assertThat(again.code()).isEqualTo(9);
    RunFolder second = champion();
    assertThat(second.runId()).startsWith("watch-");
    assertThat(verdict(second, "no-worse-than-champion-on-newest")).isEqualTo(GateVerdict.PASSED);
    assertThat(verdict(second, "explains-newest-labels")).isEqualTo(GateVerdict.PASSED);
    RunFolder first = new RunFolder(second.root(), "ratings", "r1");
    assertThat(keys(second, "test")).containsAll(keys(first, "test"));
    assertThat(keys(second, "train")).doesNotContainAnyElementsOf(keys(first, "test"));
    assertThat(keys(second, "validation")).doesNotContainAnyElementsOf(keys(first, "test"));

    alarm(second.runId());
    ProgramRun poisoned = watch("poisoned.csv", 100);
    assertThat(poisoned.code()).isEqualTo(4);
    assertThat(poisoned.out())
        .contains("ALARM: run watch-", "not promoted; champion %s stays".formatted(second.runId()));
    assertThat(poisoned.err()).contains("explains-newest-labels");
    assertThat(champion()).isEqualTo(second);
    assertThat(watch("poisoned.csv", 100).out()).contains("wait: for other rows");
  }

  @Test
  void splitThatMovesTestRowsIsRefused() throws IOException {
    Files.writeString(root.resolve("job.yaml"), JOB.formatted(root) + "split: {test-rows: 9}\n");
    ProgramRun refused = watch("old.csv", 100);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("Invalid split.kind: random (must be random or grouped, with fractions and");
    assertThat(valora("watch", root + "/job.yaml").err()).contains("--once");
  }

  private ProgramRun watch(String rows, int labels) {
    return valora(
        "watch",
        root + "/job.yaml",
        "--once",
        "--cool-down",
        "none",
        "--labels",
        String.valueOf(labels),
        "--input",
        root.resolve(rows).toString());
  }

  private ProgramRun valora(String... arguments) {
    return ProgramRun.of(
        Stream.concat(
                Stream.of(arguments),
                Stream.of("--root", root + "/data", "--set", "spark.sql.shuffle.partitions=2"))
            .toArray(String[]::new));
  }

  private void alarm(String run) throws IOException {
    MonitoringExample.write(
        root.resolve("data/ratings"), run, MonitoringExample.of(run, 400, true, "RMSE: 1.1"));
  }

  private RunFolder champion() {
    return new Runs(storage, storage.absolute(root + "/data")).champion("ratings").orElseThrow();
  }

  private GateVerdict verdict(RunFolder run, String rule) {
    return Validation.read(storage, run).orElseThrow().results().stream()
        .filter(result -> result.rule().equals(rule))
        .map(GateResult::verdict)
        .findFirst()
        .orElseThrow();
  }

  private static Set<Long> keys(RunFolder run, String split) {
    return new HashSet<>(
        LocalSpark.session()
            .read()
            .parquet(run.split(split))
            .select("row_key")
            .as(Encoders.LONG())
            .collectAsList());
  }

  /** Users who rate 30 items, by a bias of each and some noise; poisoned, in another order. */
  private void table(String name, int from, int to, boolean poisoned) throws IOException {
    Random random = new Random(7 + from);
    List<String> pairs = new ArrayList<>();
    List<Double> stars = new ArrayList<>();
    for (int user = from; user < to; user++) {
      for (int item = 0; item < 30; item++) {
        pairs.add("u%d,i%d".formatted(user % 80, item + 30 * (user / 80)));
        double bias = (user % 80 % 5 - 2) * 0.4 + (item % 5 - 2) * 0.5;
        stars.add(Math.min(5, Math.max(1, 3 + bias + 0.3 * random.nextGaussian())));
      }
    }
    if (poisoned) {
      Collections.shuffle(stars, random);
    }
    StringBuilder text = new StringBuilder("user,item,rating\n");
    for (int row = 0; row < pairs.size(); row++) {
      text.append("%s,%.4f\n".formatted(pairs.get(row), stars.get(row)));
    }
    Files.writeString(root.resolve(name), text);
  }
}
