package io.valora.tuning.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A small comparison as the command line runs it. */
@TestInstance(Lifecycle.PER_CLASS)
class AveragingRunTest {
  @TempDir static Path folder;
  private ProgramRun first;
  private String runJson;
  private AveragingComparison found;

  @BeforeAll
  void compareOnce() throws IOException {
    String sample = folder.resolve("sample.csv").toString();
    ProgramRun.of(
        "sample", "ratings", "--out", sample, "--rows", "1500", "--users", "100", "--items", "30");
    String job = Files.readString(Path.of("jobs/ratings.yaml")).replace("sample:ratings", sample);
    Files.writeString(folder.resolve("job.yaml"), job);
    first = compare("--shards", "1,2", "--averaging-frequency", "5,1000", "--epochs", "2");
    runJson = Files.readString(run().resolve("run.json"));
    found = comparison();
  }

  @Test
  void tableHasOneRowPerPointAndSaysWhatToDo() {
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    List<String> lines = first.out().lines().toList();
    assertThat(lines.get(0).strip().split(" +"))
        .containsExactly(
            "shards",
            "every-batches",
            "best-epoch",
            "epochs",
            "rmse",
            "difference",
            "percent",
            "seconds",
            "rows/s",
            "speed");
    assertThat(lines.subList(1, 4))
        .extracting(line -> String.join(" ", List.of(line.strip().split(" +")).subList(0, 2)))
        .containsExactly("1 -", "2 5", "2 1000");
    assertThat(lines.stream().filter(line -> line.endsWith("  advised"))).hasSize(1);
    assertThat(first.out())
        .contains("Of 3 grid points, ", "  training:\n    shards: ")
        .contains("Page:    " + run().resolve("averaging/averaging.html"))
        .doesNotContain("\u001b[");
  }

  @Test
  void numbersAreThoseOfTheValidationSplit() {
    assertThat(found.results()).hasSize(3);
    assertThat(found.conditions().plannedEpochs()).isEqualTo(2);
    assertThat(found.conditions().metric()).isEqualTo("RMSE");
    assertThat(found.conditions().slots()).isBetween(1, 2);
    assertThat(found.results())
        .allSatisfy(result -> assertThat(result.epochs()).isBetween(1, 2))
        .allSatisfy(result -> assertThat(result.validationMetric()).isBetween(0.3, 2.0))
        .allSatisfy(
            result ->
                assertThat(result.rows())
                    .isEqualTo(found.conditions().trainRows() * result.epochs()));
  }

  @Test
  void runIsSplitAndNothingElseIsLeftInIt() {
    assertThat(run().resolve("averaging/averaging.html")).isNotEmptyFile();
    assertThat(run().resolve("averaging/staging")).doesNotExist();
    assertThat(run().resolve("model")).doesNotExist();
    assertThat(runJson).contains("\"status\" : \"running\"");
  }

  @Test
  void splitThatIsThereIsTakenAndTheRunStaysAsItWas() throws IOException {
    ProgramRun again = compare("--shards", "1", "--epochs", "2");

    assertThat(again.code()).isZero();
    assertThat(again.out())
        .contains("Only 1 shard was trained, so there is nothing to compare: ")
        .doesNotContain("training:", "advised", "The job file says");
    assertThat(Files.readString(run().resolve("run.json"))).isEqualTo(runJson);
    assertThat(comparison().reference().validationMetric())
        .isEqualTo(found.reference().validationMetric());
  }

  private static ProgramRun compare(String... more) {
    Stream<String> fixed =
        Stream.of(
            "averaging",
            folder.resolve("job.yaml").toString(),
            "--root",
            folder.toString(),
            "--run-id",
            "r1",
            "--set",
            "spark.sql.shuffle.partitions=3",
            "--set",
            "training.batch-size=64");
    return ProgramRun.of(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
  }

  private static AveragingComparison comparison() throws IOException {
    return AveragingParser.parse(
        "averaging.json", Files.readString(run().resolve("averaging/averaging.json")));
  }

  private static Path run() {
    return folder.resolve("ratings/runs/r1");
  }
}
