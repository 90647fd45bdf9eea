package io.valora.testing.counts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.cli.CommandLineProgram;
import io.valora.cli.Console;
import io.valora.job.Task;
import io.valora.tasks.Tasks;
import io.valora.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fourth task, written outside of the program, goes through the real command line. */
class CountsTaskTest {
  private static final String JOB =
      """
      job: visits
      task: counts
      target: visits
      ingest:
        source: %s
        columns:
          - {name: ads, type: double}
          - {name: weekend, type: int}
          - {name: visits, type: int, min: 0}
      training:
        epochs: 60
        batch-size: 32
        shards: 2
        optimizer: {kind: adam, learning-rate: 0.05}
      """;

  @TempDir private Path folder;

  @Test
  void tableOfCountsIsReadTrainedEvaluatedAndPublished() throws IOException {
    LocalSpark.session();
    String table = Files.writeString(folder.resolve("visits.csv"), table()).toString();
    String job = Files.writeString(folder.resolve("visits.yaml"), JOB.formatted(table)).toString();
    String root = folder.resolve("runs").toString();

    String told = run(0, "run", job, "--root", root, "--run-id", "first");

    assertThat(told).contains("Test RMSE ", "Run first of job visits is done.");
    Path run = folder.resolve("runs/visits/runs/first");
    assertThat(run.resolve("manifest.json")).exists();
    assertThat(Files.readString(run.resolve("evaluation/report.html")))
        .contains("Test metrics", "Every row is accounted for.");
    assertThat(run.resolve("model/reference.json"))
        .content()
        .contains("\"name\" : \"weekend\"", "\"answer\" : {");
    String prediction = run(0, "predict", "--root", root, "ads=2", "weekend=1");
    double rate = Double.parseDouble(prediction.replaceAll("(?s).*visits: ([0-9.]+).*", "$1"));
    assertThat(rate).as("exp(0.2 + 0.5 · 2 + 0.7)").isBetween(5.7, 7.9);
  }

  @Test
  void problemsOfItsJobFileAreNamedLikeAnyOther() throws IOException {
    String job =
        Files.writeString(
                folder.resolve("bad.yaml"),
                JOB.formatted("x.csv").replace("target: visits", "target: vists"))
            .toString();

    assertThat(run(2, "run", job)).contains("Invalid target: vists");
  }

  private static String run(int code, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);
    List<Task> tasks = new ArrayList<>(Tasks.ALL);
    tasks.add(new CountsTask());
    int ended =
        new CommandLineProgram(
                new Console(InputStream.nullInputStream(), stream, stream, false), tasks)
            .run(arguments);
    String told = out.toString(UTF_8);
    assertThat(ended).as(told).isEqualTo(code);
    return told;
  }

  /** Poisson counts of rate exp(0.2 + 0.5 ads + 0.7 weekend). */
  private static String table() {
    Random random = new Random(7);
    StringBuilder lines = new StringBuilder("ads,weekend,visits\n");
    for (int row = 0; row < 600; row++) {
      double ads = random.nextInt(400) / 100.0;
      int weekend = random.nextInt(2);
      double left = Math.exp(-Math.exp(0.2 + 0.5 * ads + 0.7 * weekend));
      int count = -1;
      for (double product = 1; product > left; count++) {
        product *= random.nextDouble();
      }
      lines.append("%s,%d,%d\n".formatted(ads, weekend, count));
    }
    return lines.toString();
  }
}
