package io.valora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compilers that {@code scripts/valora} starts Java with, beside a Java that only says them. */
class LauncherTest {
  private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

  @TempDir private Path home;

  @BeforeEach
  void builtTree() throws Exception {
    for (String folder : List.of("scripts", "conf/spark", "target/spark-home/jars", "java/bin")) {
      Files.createDirectories(home.resolve(folder));
    }
    for (String file : List.of("scripts/valora", "conf/jvm-options", "conf/spark/local.conf")) {
      Files.copy(Path.of(file), home.resolve(file));
    }
    Files.createFile(home.resolve("target/valora.jar"));
    Path java = home.resolve("java/bin/java");
    Files.writeString(
        java,
        "#!/bin/sh\ncase $* in *-version) echo 'openjdk version \"17.0.1\"';; *) echo \"$@\";; esac\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void aSampleIsSmall() throws Exception {
    assertThat(run(job("ingest:\n  source: sample:ratings   # embedded\n"))).contains(ONE_COMPILER);
  }

  @Test
  void filesOfAMegabyteInAllAreSmall() throws Exception {
    String job =
        job(
            "ingest:\n  source: ${FOLDER}/train.csv\n  test-source: '"
                + file("test.csv", 500_000)
                + "'\n");
    file("train.csv", 500_000);
    assertThat(run(job)).contains(ONE_COMPILER);
    file("train.csv", 600_000);
    assertThat(run(job)).doesNotContain(ONE_COMPILER);
  }

  @Test
  void whatIsNoFileHereMayBeLarge() throws Exception {
    for (String source :
        List.of(
            "s3a://bucket/ratings.csv", "jdbc:postgresql://db/x", "ratings/*.csv", "[a, b]", "")) {
      assertThat(run(job("ingest:\n  source: " + source + "\n"))).doesNotContain(ONE_COMPILER);
    }
  }

  @Test
  void anInputOfTheCommandLineMayBeLarge() throws Exception {
    String job = job("ingest:\n  source: sample:ratings\n");
    assertThat(run(job, "--set", "training.epochs=2")).contains(ONE_COMPILER);
    assertThat(run(job, "--set", "ingest.source=/data/ratings.csv")).doesNotContain(ONE_COMPILER);
    assertThat(run("--run-id", "earlier")).doesNotContain(ONE_COMPILER);
  }

  @Test
  void aServiceIsOptimizedSoonAndLogsMayBeLong() throws Exception {
    assertThat(started(Map.of(), "serve", "ratings"))
        .doesNotContain(ONE_COMPILER)
        .contains("-XX:Tier4InvocationThreshold=5000");
    assertThat(started(Map.of(), "goal", "ratings")).doesNotContain(ONE_COMPILER, "SparkSubmit");
    assertThat(started(Map.of(), "list-tasks")).contains(ONE_COMPILER);
  }

  @Test
  void watchingTrainsLikeARun() throws Exception {
    String job = job("ingest:\n  source: sample:ratings\n");
    assertThat(started(Map.of(), "watch", job, "--once", "--input", "/data/new.csv"))
        .contains("SparkSubmit", "--add-modules jdk.incubator.vector")
        .doesNotContain(ONE_COMPILER);
  }

  @Test
  void factorsHaveVectorsUnlessSwitchedOff() throws Exception {
    String job = job("ingest:\n  source: /no/such/file\n");
    assertThat(started(Map.of(), "run", job)).contains("--add-modules jdk.incubator.vector");
    assertThat(started(Map.of("VALORA_VECTORS", "off"), "run", job))
        .doesNotContain("--add-modules");
    assertThat(started(Map.of(), "split", job)).doesNotContain("--add-modules");
  }

  @Test
  void theAnnouncementOfVectorsIsDropped() throws Exception {
    Files.writeString(
        home.resolve("java/bin/java"),
        """
        #!/bin/sh
        echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2
        case $* in *-version) echo 'openjdk version "17.0.1"' >&2; exit;; esac
        echo second >&2
        echo third >&9
        """);
    assertThat(started(Map.of(), "run", "job.yaml").lines())
        .containsExactlyInAnyOrder("second", "third");
  }

  private String job(String text) throws IOException {
    return Files.writeString(home.resolve("job.yaml"), text).toString();
  }

  private String file(String name, int bytes) throws IOException {
    return Files.write(home.resolve(name), new byte[bytes]).toString();
  }

  private String run(String... arguments) throws Exception {
    return started(
        Map.of(), Stream.concat(Stream.of("split"), Stream.of(arguments)).toArray(String[]::new));
  }

  /** What Java was started with. */
  private String started(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home + "/scripts/valora"));
    command.addAll(List.of(arguments));
    ProcessBuilder launcher = new ProcessBuilder(command).redirectErrorStream(true);
    launcher
        .environment()
        .putAll(Map.of("JAVA_HOME", home + "/java", "FOLDER", home.toString(), "VALORA_CONF", ""));
    launcher.environment().putAll(environment);
    Process process = launcher.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
