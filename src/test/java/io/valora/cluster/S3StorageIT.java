package io.valora.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.cli.runs.RunList;
import io.valora.cli.runs.RunListOptions;
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
import io.valora.tasks.Tasks;
import io.valora.testing.cluster.RatingsJob;
import io.valora.testing.cluster.ReferenceRun;
import io.valora.testing.cluster.RivalPublications;
import io.valora.testing.cluster.RunFacts;
import io.valora.testing.cluster.S3Server;
import io.valora.testing.cluster.SparkMaster;
import io.valora.testing.cluster.Submission;
import io.valora.testing.lineage.RunJsonExamples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.net.URI;
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
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Source and storage root on a store that has no rename, through S3A and its magic committer. */
class S3StorageIT {
  private static final int FEW = 100;
  private static final int MANY = Integer.getInteger("valora.s3-runs", 300);

  @TempDir static Path folder;
  private static S3Server server;
  private static Configuration configuration;
  private static Storage storage;

  @BeforeAll
  static void startServer() throws IOException {
    server = new S3Server(folder.resolve("s3"));
    configuration = new Configuration();
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
  void manyRunsAreListedAsFastAsFewAndAliasesMoveWithTheirHistory() throws IOException {
    writeRuns("few", FEW);
    writeRuns("many", MANY);
    list("few");
    double few = seconds("few", FEW);
    double many = seconds("many", MANY);
    System.out.printf("On S3A: %,d runs listed in %.2f s, %,d in %.2f s%n", FEW, few, MANY, many);
    assertThat(many / MANY).isLessThanOrEqualTo(3 * few / FEW);
    long opened = opened();
    assertThat(list("many", "--where", "metrics.test.rmse < 100")).hasSize(1 + MANY);
    assertThat(opened() - opened).isLessThanOrEqualTo(2 * MANY);
    assertThat(list("many", "--where", "status = failed")).hasSize(1);

    for (String runId : List.of("r0001-a", "r0002-a")) {
      RunFolder run = new RunFolder(registry(), "many", runId);
      new PublishedFiles(storage, run).publish(1, Instant.EPOCH);
      assertThat(ManualMove.of(storage, run, "champion", Lease.USUAL).promote("a")).isPresent();
    }
    RunFolder run = new RunFolder(registry(), "many", "r0002-a");
    ManualMove.of(storage, run, "champion", Lease.USUAL).rollBack("b");
    Runs runs = new Runs(storage, registry());
    String today = "champion@" + LocalDate.now(ZoneOffset.UTC);
    for (String name : List.of("champion", today, "r0001")) {
      assertThat(runs.find(Optional.of("many"), name).runId()).as(name).isEqualTo("r0001-a");
    }
    assertThat(new AliasHistory(storage, run, "champion").all()).hasSize(3);
  }

  private static void writeRuns(String job, int count) {
    String text = RunRecordParser.toJson(RunJsonExamples.valid().get("valid-succeeded.json"));
    for (int i = 0; i < count; i++) {
      storage.write(new RunFolder(registry(), job, "r%04d-a".formatted(i)).runJson(), text);
    }
  }

  /** The best of three. */
  private static double seconds(String job, int runs) {
    double best = Double.POSITIVE_INFINITY;
    for (int time = 0; time < 3; time++) {
      long start = System.nanoTime();
      assertThat(list(job)).hasSize(1 + runs);
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }

  private static List<String> list(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RunListOptions options = CommandLine.populateCommand(new RunListOptions(), arguments);
    new RunList(new StoredRuns(storage, registry()), Tasks.ALL)
        .print(options, new PrintStream(out, true, UTF_8), Ansi.OFF);
    return out.toString(UTF_8).lines().toList();
  }

  /** Objects that were opened so far. */
  private static long opened() throws IOException {
    return FileSystem.get(URI.create(server.uri()), configuration)
        .getStorageStatistics()
        .getLong("op_open");
  }

  private static String registry() {
    return server.uri() + "/registry";
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
