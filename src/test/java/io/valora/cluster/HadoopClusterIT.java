package io.valora.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.ingest.sample.Sample;
import io.valora.storage.Storage;
import io.valora.testing.cluster.HdfsCluster;
import io.valora.testing.cluster.RatingsJob;
import io.valora.testing.cluster.ReferenceRun;
import io.valora.testing.cluster.RivalPublications;
import io.valora.testing.cluster.RunFacts;
import io.valora.testing.cluster.Submission;
import io.valora.testing.cluster.YarnCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** YARN, with the driver here and in a container, on HDFS as the default file system. */
@TestMethodOrder(OrderAnnotation.class)
class HadoopClusterIT {
  private static final String BAD_ROWS = "ingest.max-bad-fraction=0.001";

  @TempDir static Path folder;
  private static HdfsCluster hdfs;
  private static YarnCluster yarn;
  private static Storage storage;

  @BeforeAll
  static void startClusters() throws IOException {
    hdfs = new HdfsCluster(folder.resolve("hdfs"));
    storage = new Storage(hdfs.configuration());
    yarn = new YarnCluster(folder.resolve("yarn"), hdfs.configuration());
  }

  @AfterAll
  static void stopClusters() {
    yarn.close();
    hdfs.close();
  }

  @Test
  @Order(1)
  void driverHereGivesWhatOneMachineGives() {
    String source = hdfs.uri("/data/ratings.csv");
    storage.write(source, Sample.RATINGS::writeTo);
    Submission done =
        submit("client", List.of(), "jobs/ratings.yaml", "/client", "ingest.source=" + source);
    assertThat(done.code()).as(done.output()).isZero();
    assertThat(RunFacts.of(storage, hdfs.uri("/client"))).isEqualTo(ReferenceRun.facts());
  }

  @Test
  @Order(2)
  void driverInAContainerGivesWhatOneMachineGives() throws Exception {
    Path shipped = Files.copy(Path.of("jobs/ratings.yaml"), folder.resolve("shipped.yaml"));
    Submission done =
        submit("cluster", List.of("--files", shipped.toString()), "shipped.yaml", "/container");
    assertThat(done.code()).as(logs(done)).isZero();
    assertThat(RunFacts.of(storage, hdfs.uri("/container"))).isEqualTo(ReferenceRun.facts());
    assertThat(yarn.lastApplication())
        .returns(FinalApplicationStatus.SUCCEEDED, ApplicationReport::getFinalApplicationStatus);
  }

  @Test
  @Order(3)
  void publishedRunIsLeftAloneAndSucceeds() throws Exception {
    String runJson = hdfs.uri("/container/ratings/runs/r1/run.json");
    String before = storage.readText(runJson);
    storage.write(hdfs.uri("/jobs/ratings.yaml"), Files.readString(Path.of("jobs/ratings.yaml")));
    Submission again = submit("cluster", List.of(), hdfs.uri("/jobs/ratings.yaml"), "/container");
    assertThat(again.code()).as(logs(again)).isZero();
    assertThat(logs(again)).contains("was already published; nothing was changed");
    assertThat(storage.readText(runJson)).isEqualTo(before);
    assertThat(yarn.lastApplication())
        .returns(FinalApplicationStatus.SUCCEEDED, ApplicationReport::getFinalApplicationStatus);
  }

  @Test
  @Order(4)
  void codesReachTheShellFromTheDriverHere() {
    Submission refused =
        submit("client", List.of(), "jobs/ratings.yaml", "/client-2", "split.test-fraction=1.5");
    assertThat(refused.output()).contains("Invalid split.test-fraction: 1.5");
    assertThat(refused.code()).isEqualTo(2);
    Submission rejected = submit("client", List.of(), "jobs/ratings.yaml", "/client-3", BAD_ROWS);
    assertThat(rejected.code()).isEqualTo(3);
    assertRejected("/client-3");
  }

  @Test
  @Order(5)
  void badRowsFailTheContainerAndRunJsonHasTheCode() throws Exception {
    Submission rejected =
        submit("cluster", List.of(), "jobs/ratings.yaml", "/container-3", BAD_ROWS);
    assertThat(rejected.code()).as(logs(rejected)).isEqualTo(1);
    assertRejected("/container-3");
    assertThat(yarn.lastApplication())
        .returns(FinalApplicationStatus.FAILED, ApplicationReport::getFinalApplicationStatus)
        .extracting(ApplicationReport::getDiagnostics)
        .asString()
        .contains("Valora ended with code 3: Cannot ingest sample:ratings: 56 of 11165 rows");
  }

  @Test
  @Order(6)
  void badJobFileFailsTheContainerAndItsLogSaysWhy() throws Exception {
    Submission refused =
        submit(
            "cluster", List.of(), "jobs/ratings.yaml", "/container-2", "split.test-fraction=1.5");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(logs(refused)).contains("Invalid split.test-fraction: 1.5");
    assertThat(yarn.lastApplication())
        .returns(FinalApplicationStatus.FAILED, ApplicationReport::getFinalApplicationStatus);
    assertThat(storage.exists(hdfs.uri("/container-2"))).isFalse();
  }

  @Test
  @Order(7)
  void jobFileThatIsNowhereIsSaidWithThePlaces() {
    Submission refused = submit("client", List.of(), "none.yaml", "/none");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.output())
        .contains("Cannot read none.yaml: it does not exist or is out of reach")
        .contains("file:" + Path.of("none.yaml").toAbsolutePath())
        .contains(hdfs.uri("/user/"));
  }

  @Test
  @Order(8)
  void ofAttemptsAtOnceOnePublishes() throws Exception {
    RivalPublications.assertOneOfAll(storage, hdfs.uri("/rivals"), 10);
  }

  private static Submission submit(
      String deployMode, List<String> options, String jobFile, String root, String... settings) {
    return Submission.of(
        yarn.master(deployMode),
        folder.resolve("scratch"),
        options,
        RatingsJob.arguments(jobFile, hdfs.uri(root), settings));
  }

  private static void assertRejected(String root) {
    assertThat(RunFacts.of(storage, hdfs.uri(root)).outcome())
        .containsEntry("status", "failed")
        .containsEntry("code", "3")
        .containsEntry("stage", "ingest")
        .hasEntrySatisfying(
            "message",
            text ->
                assertThat(text)
                    .startsWith("Cannot ingest sample:ratings: 56 of 11165 rows are bad"));
  }

  private static String logs(Submission submission) throws Exception {
    return submission.output() + yarn.logs(yarn.lastApplication().getApplicationId().toString());
  }
}
