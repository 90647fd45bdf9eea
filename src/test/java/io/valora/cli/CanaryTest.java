package io.valora.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.ProgramProcess;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A secret that the program is given, rightly or wrongly, is in nothing that it writes: files of
 * the run, output, logs, Spark's event log.
 */
class CanaryTest {
  private static final String CANARY = "Canary7Zq41xVh9";
  private static final long MOST_SECONDS = 500;

  @TempDir Path folder;

  private Path job;

  @BeforeEach
  void writeJob() throws IOException {
    Path data = folder.resolve("data.csv");
    ProgramRun.of(
        "sample",
        "ratings",
        "--out",
        data.toString(),
        "--rows",
        "600",
        "--users",
        "60",
        "--items",
        "20");
    String text = Files.readString(Path.of("jobs/ratings.yaml"));
    job =
        Files.writeString(
            folder.resolve("job.yaml"), text.replace("sample:ratings", "${CANARY_DATA}/data.csv"));
  }

  @Test
  void aWholeRunWritesNoSecretThatItsEnvironmentHolds() throws Exception {
    Path events = Files.createDirectory(folder.resolve("events"));
    List<String> options =
        List.of(
            "-Dspark.hadoop.fs.s3a.secret.key=" + CANARY,
            "-Dspark.hadoop.fs.s3a.access.key=" + CANARY,
            "-Dspark.logConf=true",
            "-Dspark.eventLog.enabled=true",
            "-Dspark.eventLog.dir=file:" + events);
    Map<String, String> environment =
        Map.of(
            "CANARY_DATA", folder.toString(),
            "AWS_SECRET_ACCESS_KEY", CANARY,
            "AWS_ACCESS_KEY_ID", CANARY,
            "AWS_SESSION_TOKEN", CANARY);

    int code = run(options, environment, smallRun());

    assertThat(code).as(Files.readString(folder.resolve("log"))).isZero();
    assertThat(folder.resolve("root/ratings/runs/r1/evaluation/report.html")).exists();
    assertThat(Files.list(events)).isNotEmpty();
    assertThat(filesWith(CANARY)).isEmpty();
    assertThat(filesWith(folder.toString())).isNotEmpty();
  }

  @Test
  void aSecretInTheWrongPlaceIsRefusedAndNotRepeated() throws IOException {
    String address = "s3a://KEY:" + CANARY + "/x@bucket/a.csv";
    Path environment =
        Files.writeString(folder.resolve("environment.yaml"), "storage: {root: '" + address + "'}");
    List<List<String>> wrong =
        List.of(
            List.of("--set", "spark.hadoop.fs.s3a.secret.key=" + CANARY),
            List.of("--set", "spark.hadoop.fs.defaultFS=" + address),
            List.of("--set", "ingest.source=" + address),
            List.of("--set", "ingest.source=[" + address),
            List.of("--set", "ingest.secret=" + CANARY),
            List.of("--root", address),
            List.of("--environment", environment.toString()),
            List.of("--environment", address));
    for (List<String> more : wrong) {
      List<String> arguments = new ArrayList<>(List.of("run", job.toString()));
      arguments.addAll(more);
      arguments.addAll(List.of("--set", "ingest.source=" + folder.resolve("data.csv")));
      if (more.get(1).contains("ingest.source")) {
        arguments.subList(arguments.size() - 2, arguments.size()).clear();
      }
      if (!more.contains("--root") && !more.contains("--environment")) {
        arguments.addAll(List.of("--root", folder.resolve("root").toString()));
      }
      ProgramRun run = ProgramRun.of(arguments.toArray(String[]::new));
      assertThat(run.code()).as("%s: %s", more, run.err()).isEqualTo(2);
      assertThat(run.err() + run.out()).as("%s", more).doesNotContain(CANARY);
    }
    Files.delete(environment);
    assertThat(filesWith(CANARY)).isEmpty();
  }

  private List<String> smallRun() {
    return List.of(
        "run",
        job.toString(),
        "--root",
        folder.resolve("root").toString(),
        "--run-id",
        "r1",
        "--set",
        "training.epochs=1",
        "--set",
        "baselines.include=[]",
        "--set",
        "baselines.ranking=[]",
        "--set",
        "evaluation.bootstrap-samples=0",
        "--set",
        "spark.sql.shuffle.partitions=2");
  }

  private int run(List<String> options, Map<String, String> environment, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@conf/jvm-options");
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dspark.master=local[2]", "-Dspark.ui.enabled=false"));
    command.addAll(
        List.of("-Dspark.driver.host=127.0.0.1", "-Dspark.driver.bindAddress=127.0.0.1"));
    command.addAll(options);
    command.addAll(List.of("-cp", ProgramProcess.classPath(), Main.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private List<Path> filesWith(String text) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
    }
    return found;
  }
}
