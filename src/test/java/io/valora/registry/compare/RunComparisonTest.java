package io.valora.registry.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.evaluation.PairedMetrics;
import io.valora.registry.StoredRun;
import io.valora.registry.StoredRuns;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message spark_schema { optional int64 row_key; optional binary text (UTF8);"
              + " optional float rating; required double prediction; }");
  private static final double[] TRUTH = {1, 2, 3, 4};
  private static final double[] FIRST = {1.5, 2, 2, 4};
  private static final double[] SECOND = {2, 2, 4, 2};

  @TempDir Path folder;
  private final Storage storage = new Storage(new Configuration());

  @BeforeEach
  void runs() throws IOException {
    // RMSE: sqrt((0.25 + 1) / 4), sqrt((1 + 1 + 4) / 4); MAE: 1.5 / 4, 4 / 4
    write("r1", "aa", 20, Math.sqrt(0.3125), 0.375);
    write("r2", "aa", 10, Math.sqrt(1.5), 1);
    write("r3", "bb", 10, 0.5, 0.5);
    predictions("r1", FIRST, new int[] {0, 1, 2, 3});
    predictions("r2", SECOND, new int[] {3, 1, 0, 2});
    predictions("r3", SECOND, new int[] {0, 1, 2, 3});
  }

  @Test
  void differencesArePairedByRowWhateverTheOrder() {
    RunComparison comparison = compare("r1", "r2");
    assertThat(comparison.incomparable()).isEmpty();
    assertThat(comparison.unpaired()).isEmpty();
    assertThat(comparison.settings()).containsExactly("training.epochs");
    PairedMetrics mae = metric(comparison, "mae").paired().orElseThrow();
    // differences of |error| are 0.5, 0, 0, 2: mean 0.625, variance 0.8958333
    assertThat(mae.rows()).isEqualTo(4);
    assertThat(mae.difference()).isEqualTo(0.625);
    assertThat(mae.standardError()).isCloseTo(Math.sqrt(0.8958333333 / 4), within(1e-9));
    assertThat(mae.difference95().low()).isCloseTo(0.625 - 1.96 * 0.4732423, within(1e-6));
    assertThat(metric(comparison, "rmse").paired().orElseThrow().difference())
        .isCloseTo(Math.sqrt(1.5) - Math.sqrt(0.3125), within(1e-12));
    assertThat(metric(comparison, "r2").paired()).isEmpty();
  }

  @Test
  void runsWithOtherTestRowsAreNotComparable() {
    assertThat(compare("r1", "r3").incomparable())
        .contains("their test rows differ (r1: 4 rows with hash aa; r3: 4 rows with hash bb)");
    String said = program("r1", "r3").out();
    assertThat(said)
        .contains("Not comparable: their test rows differ")
        .doesNotContain("difference");
    assertThat(program("r1", "r3", "--json").out()).contains("\"comparable\":false");
  }

  @Test
  void pageHasTheSameFiguresCurvesAndSettingsAndLoadsNothing() throws IOException {
    storage.write(
        run("r2").history(),
        """
        epoch,train-loss,train-metric,validation-loss,validation-metric,rows,seconds,kept
        1,0.5,0.7,0.6,0.8,10,1.0,false
        2,0.4,0.6,0.5,0.75,10,1.0,true
        """);
    Path file = folder.resolve("page.html");
    ProgramRun told = program("r1", "r2", "--page", file.toString());
    assertThat(told.out()).contains("Page: " + file);
    String page = Files.readString(file);
    String markup = page.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", "");

    assertThat(markup)
        .contains(">+0.6250<", "no difference seen", "training.epochs", "on 4 common rows")
        .doesNotContain("http:", "https:", "<link");
    assertThat(page)
        .contains("{\"curves\":[{\"name\":\"r2\",\"kept\":2,\"points\":[[1,0.8],[2,0.75]]}]}")
        .doesNotContain("<script src");
  }

  @Test
  void predictionsThatAreGoneOrNotThoseOfTheMetricsGiveNoInterval() throws IOException {
    predictions("r2", FIRST, new int[] {0, 1, 2, 3});
    assertThat(metric(compare("r1", "r2"), "mae").paired()).isEmpty();
    storage.delete(run("r2").evaluation("predictions"));
    assertThat(compare("r1", "r2").unpaired()).contains("run r2 keeps no predictions");
    predictions("r2", FIRST, new int[] {0, 1, 2});
    assertThat(compare("r1", "r2").unpaired())
        .contains("the rows of their predictions are not the same");
    assertThat(program("r1", "r2").out())
        .contains("No intervals: the rows of their predictions are not the same.");
  }

  @Test
  void settingsMetricsAndIntervalsArePrinted() {
    ProgramRun done = program("r1", "r2");
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "setting r1 r2",
            "training.epochs 20 10",
            "mae 0.3750 1.0000 +0.6250 -0.3026 to +1.5526 no difference seen",
            "Intervals: mean ± 1.96 standard errors of the difference row by row, on 4 common rows.");
  }

  private ProgramRun program(String... arguments) {
    String[] all = new String[arguments.length + 4];
    System.arraycopy(new String[] {"runs", "compare", "--root", folder.toString()}, 0, all, 0, 4);
    System.arraycopy(arguments, 0, all, 4, arguments.length);
    return ProgramRun.of(all);
  }

  private RunComparison compare(String first, String second) {
    return RunComparison.of(storage, stored(first), stored(second));
  }

  private StoredRun stored(String runId) {
    return new StoredRuns(storage, folder.toString()).read("job", runId).orElseThrow();
  }

  private static MetricDifference metric(RunComparison comparison, String name) {
    return comparison.metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void write(String runId, String hash, int epochs, double rmse, double mae) {
    storage.write(
        run(runId).runJson(),
        """
        {"status": "succeeded", "created": "2026-01-01T00:00:00Z",
         "split-fingerprint": {"test": {"rows": 4, "hash": "%s"}},
         "metrics": {"test": {"rows": 4, "rmse": %s, "mae": %s, "r2": 0.5}},
         "config": {"task": "rating", "training": {"epochs": %d}}}
        """
            .formatted(hash, rmse, mae, epochs));
  }

  private void predictions(String runId, double[] answers, int[] order) throws IOException {
    storage.delete(run(runId).evaluation("predictions"));
    String file = run(runId).evaluation("predictions") + "/part-0.snappy.parquet";
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file))
            .withType(SCHEMA)
            .build()) {
      for (int row : order) {
        writer.write(
            new SimpleGroupFactory(SCHEMA)
                .newGroup()
                .append("row_key", 7L - row)
                .append("text", "any")
                .append("rating", (float) TRUTH[row])
                .append("prediction", answers[row]));
      }
    }
  }

  private RunFolder run(String runId) {
    return new RunFolder(folder.toString(), "job", runId);
  }
}
