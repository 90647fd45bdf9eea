package io.valora.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.storage.Storage;
import io.valora.testing.cluster.RatingsJob;
import io.valora.testing.cluster.ReferenceRun;
import io.valora.testing.cluster.RunFacts;
import io.valora.testing.cluster.SparkMaster;
import io.valora.testing.cluster.StandaloneCluster;
import io.valora.testing.cluster.Submission;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The masters that are Spark's own: this JVM, executors that it starts, and standalone. */
class SparkClusterIT {
  private static StandaloneCluster standalone;

  @TempDir static Path scratch;

  @BeforeAll
  static void startCluster() {
    standalone = new StandaloneCluster(scratch.resolve("standalone"));
  }

  @AfterAll
  static void stopCluster() {
    standalone.close();
  }

  static SparkMaster[] clusters() {
    return new SparkMaster[] {SparkMaster.localCluster(), standalone.master()};
  }

  static SparkMaster[] masters() {
    return new SparkMaster[] {SparkMaster.local(), SparkMaster.localCluster(), standalone.master()};
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void sameLedgerSplitBitsAndMetricsAsOnOneMachine(SparkMaster master, @TempDir Path folder) {
    Submission done =
        Submission.of(master, folder, RatingsJob.arguments("jobs/ratings.yaml", root(folder)));
    assertThat(done.code()).as(done.output()).isZero();
    assertThat(facts(folder)).isEqualTo(ReferenceRun.facts());
  }

  @ParameterizedTest
  @MethodSource("masters")
  void badJobFileEndsWithTwo(SparkMaster master, @TempDir Path folder) {
    Submission refused =
        Submission.of(
            master,
            folder,
            RatingsJob.arguments("jobs/ratings.yaml", root(folder), "split.test-fraction=1.5"));
    assertThat(refused.output())
        .contains("Invalid split.test-fraction: 1.5 (must be at least 0 and below 1)")
        .doesNotContain("\tat ");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(folder.resolve("root")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("masters")
  void badRowsEndWithThreeAndRunJsonSaysWhy(SparkMaster master, @TempDir Path folder) {
    Submission rejected =
        Submission.of(
            master,
            folder,
            RatingsJob.arguments(
                "jobs/ratings.yaml", root(folder), "ingest.max-bad-fraction=0.001"));
    String message = "Cannot ingest sample:ratings: 56 of 11165 rows are bad";
    assertThat(rejected.output()).contains(message).doesNotContain("\tat ");
    assertThat(rejected.code()).isEqualTo(3);
    assertThat(facts(folder).outcome())
        .containsEntry("status", "failed")
        .containsEntry("code", "3")
        .containsEntry("stage", "ingest")
        .hasEntrySatisfying("message", text -> assertThat(text).startsWith(message));
  }

  private static String root(Path folder) {
    return folder.resolve("root").toString();
  }

  private static RunFacts facts(Path folder) {
    return RunFacts.of(new Storage(new Configuration()), root(folder));
  }
}
