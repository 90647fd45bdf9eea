package io.valora.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.job.Stage;
import io.valora.pipeline.progress.PipelineListeners;
import io.valora.storage.Storage;
import io.valora.tasks.Tasks;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import io.valora.training.TrainingStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small training in a session with Spark's page, asked as Prometheus asks. */
@Timeout(180)
class TrainingMetricsTest {
  @TempDir static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void sessionHasAPage() {
    LocalSpark.session().stop();
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[2]")
            .appName("metrics")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.ui.enabled", "true")
            .config("spark.ui.port", "0");
    properties().forEach(line -> builder.config(line.get(0), line.get(1)));
    spark = builder.getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void prometheusFindsTheLastEpoch() throws Exception {
    assertThat(gauge("rows_per_second")).isNaN();
    assertThat(gauge("epoch")).isNaN();

    train();

    assertThat(gauge("rows_per_second")).isPositive();
    assertThat(gauge("loss")).isPositive();
    assertThat(gauge("validation_loss")).isPositive();
    assertThat(gauge("validation_metric")).isBetween(0.1, 4.0);
    assertThat(gauge("epoch")).isEqualTo(2);
  }

  /** Up to the train stage, whose end leaves the session to who asks. */
  private static void train() throws Exception {
    String sample = folder.resolve("sample.csv").toString();
    ProgramRun.of(
        "sample", "ratings", "--out", sample, "--rows", "2000", "--users", "100", "--items", "30");
    String yaml = Files.readString(Path.of("jobs/ratings.yaml"));
    Path job =
        Files.writeString(folder.resolve("job.yaml"), yaml.replace("sample:ratings", sample));
    Storage storage = new Storage(spark.sparkContext().hadoopConfiguration());
    List<Stage> stages = List.of(Stage.INGEST, Stage.SPLIT, Stage.TRAIN);
    RunRequest request =
        new RunRequest(
            Tasks.ALL,
            Optional.of(job.toString()),
            folder.resolve("root").toString(),
            Optional.of("r1"),
            List.of("training.epochs=2", "training.refit=false"),
            TrainingStart.FRESH);
    try (LeasedRun run = LeasedRun.begin(storage, request, stages, Duration.ofMinutes(1))) {
      new Pipeline(spark, PipelineListeners.of()).run(run);
    }
  }

  private static double gauge(String name) throws Exception {
    String page = page();
    Matcher line =
        Pattern.compile(
                "^metrics_\\S+_driver_plugin_io_valora_pipeline_TrainingMetrics_"
                    + name
                    + "_Value\\{[^}]*} (\\S+)$",
                Pattern.MULTILINE)
            .matcher(page);
    assertThat(line.find()).as("gauge %s in %s", name, page).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private static String page() throws Exception {
    URI address = URI.create(spark.sparkContext().uiWebUrl().get() + "/metrics/prometheus/");
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /** The lines of metrics that stand in the properties of every environment. */
  private static List<List<String>> properties() {
    try {
      List<List<String>> found = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of("conf/spark/local.conf"))) {
        if (line.startsWith("spark.metrics.") || line.startsWith("spark.plugins")) {
          found.add(List.of(line.split("\\s+", 2)));
        }
      }
      assertThat(found).hasSize(3);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
