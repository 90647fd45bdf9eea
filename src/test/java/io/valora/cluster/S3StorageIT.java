package io.valora.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.ingest.sample.Sample;
import io.valora.lease.Lease;
import io.valora.lineage.RunRecordParser;
import io.valora.registry.AliasHistory;
import io.valora.registry.ManualMove;
import io.valora.registry.PublishedFiles;
import io.valora.registry.Runs;
import io.valora.registry.StoredRuns;
import io.valora.storage.FileContent;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.cluster.RatingsJob;
import io.valora.testing.cluster.ReferenceRun;
import io.valora.testing.cluster.RivalPublications;
import io.valora.testing.cluster.RunFacts;
import io.valora.testing.cluster.S3Server;
import io.valora.testing.cluster.SparkMaster;
import io.valora.testing.cluster.Submission;
import io.valora.testing.lineage.RunJsonExamples;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source and storage root on a store that has no rename, through S3A and its magic committer. */
class S3StorageIT {
  @TempDir static Path folder;
  private static S3Server server;
  private static Storage storage;

  @BeforeAll
  static void startServer() throws IOException {
    server = new S3Server(folder.resolve("s3"));
    Configuration configuration = new Configuration();
    server.hadoopSettings().forEach(configuration::set);
    storage = new Storage(configuration);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void sameLedgerSplitBitsAndMetricsAsOnLocalFiles() throws IOException {
    String source = server.uri() + "/data/ratings.csv";
    storage.write(source, Sample.RATINGS::writeTo);
    String root = server.uri() + "/root";

    Submission done =
        Submission.of(
            SparkMaster.local().with(settings()),
            folder.resolve("scratch"),
            RatingsJob.arguments("jobs/ratings.yaml", root, "ingest.source=" + source));

    assertThat(done.code()).as(done.output()).isZero();
    assertThat(RunFacts.of(storage, root)).isEqualTo(ReferenceRun.facts());
    RunFolder run = new RunFolder(root, "ratings", RatingsJob.RUN_ID);
    assertThat(storage.readText(run.typed() + "/_SUCCESS")).contains("\"committer\" : \"magic\"");
    assertThat(storage.readText(run.alias("champion"))).contains("\"r1\"");
    assertThat(storage.readText(run.evaluation("report.html"))).contains("</html>");
    assertThat(storage.names(run.uri())).doesNotContain("staging", "checkpoints");

    List<String> validate = List.of("validate", RatingsJob.RUN_ID, "--job", "ratings");
    List<String> effort = List.of("--root", root, "--generated", "100", "--stress", "1");
    Submission checked =
        Submission.of(
            SparkMaster.local().with(settings()),
            folder.resolve("scratch"),
            Stream.concat(validate.stream(), effort.stream()).toList());
    assertThat(checked.code()).as(checked.output()).isZero();
    assertThat(checked.output()).contains("is fit for use");
  }

  @Test
  void ofAttemptsAtOnceOnePublishes() throws Exception {
    RivalPublications.assertOneOfAll(storage, server.uri() + "/rivals", 10);
  }

  @Test
  void runsAreListedAndAliasesMoveWithTheirHistory() {
    String root = server.uri() + "/registry";
    String text = RunRecordParser.toJson(RunJsonExamples.valid().get("valid-succeeded.json"));
    for (int i = 0; i < 100; i++) {
      storage.write(new RunFolder(root, "job", "r%03d".formatted(i)).runJson(), text);
    }
    long start = System.nanoTime();
    assertThat(new StoredRuns(storage, root).of("job")).hasSize(100);
    System.out.printf("100 runs listed on S3A in %.2f s%n", (System.nanoTime() - start) / 1e9);
    for (String runId : List.of("r001", "r002")) {
      RunFolder run = new RunFolder(root, "job", runId);
      new PublishedFiles(storage, run).publish(1, Instant.EPOCH);
      assertThat(ManualMove.of(storage, run, "champion", Lease.USUAL).promote("a")).isPresent();
    }
    RunFolder run = new RunFolder(root, "job", "r002");
    ManualMove.of(storage, run, "champion", Lease.USUAL).rollBack("b");
    Runs runs = new Runs(storage, root);
    assertThat(runs.find(Optional.of("job"), "champion").runId()).isEqualTo("r001");
    String today = "champion@" + LocalDate.now(ZoneOffset.UTC);
    assertThat(runs.find(Optional.of("job"), today).runId()).isEqualTo("r001");
    assertThat(new AliasHistory(storage, run, "champion").all()).hasSize(3);
  }

  @Test
  void aWriteThatFailsHalfwayLeavesTheOldObject() {
    String object = server.uri() + "/some/run.json";
    storage.write(object, "one");
    FileContent failing =
        out -> {
          out.write("half of two".getBytes());
          throw new IOException("no more");
        };
    assertThatThrownBy(() -> storage.write(object, failing))
        .hasMessage("Cannot write %s: no more".formatted(object));
    assertThat(storage.readText(object)).isEqualTo("one");
    assertThat(storage.names(server.uri() + "/some")).containsExactly("run.json");
  }

  private static Map<String, String> settings() throws IOException {
    Properties file = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("conf/spark/s3a.conf"))) {
      file.load(reader);
    }
    Map<String, String> settings = new TreeMap<>();
    file.stringPropertyNames().forEach(key -> settings.put(key, file.getProperty(key)));
    server.hadoopSettings().forEach((key, value) -> settings.put("spark.hadoop." + key, value));
    return settings;
  }
}
