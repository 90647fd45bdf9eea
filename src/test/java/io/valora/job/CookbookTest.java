package io.valora.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.config.JobText;
import io.valora.tasks.Tasks;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cookbook's job files are valid, and run on small tables of their kind. */
class CookbookTest {
  private static final Pattern JOB =
      Pattern.compile("```yaml\\n(job: (\\S+)\\n.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void fourteenThingsArePromised() throws IOException {
    assertThat(jobs()).hasSize(14);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void jobFileIsValid(String job) {
    JobConfig config =
        JobConfig.of(Tasks.ALL, "job.yaml", JobText.parse("job.yaml", job), List.of());
    assertThat(config.job()).isNotEmpty();
  }

  @Test
  void headerlessRatingsWithSpanishTimesRun() throws IOException {
    run(
        "headerless",
        "headerless.csv",
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    "u%d,i%d,%d,%d/%d/2025 9:30"
                        .formatted(i % 20, i % 17, 1 + i % 5, 1 + i % 12, 1 + i % 28)));
  }

  @Test
  void pricesOfNumbersCategoriesAndDatesRun() throws IOException {
    run(
        "prices",
        "prices.csv",
        Stream.concat(
            Stream.of("area,town,sold,rooms,price"),
            IntStream.range(0, 200)
                .mapToObj(
                    i ->
                        "%d,%s,2025-0%d-11,%s,%d"
                            .formatted(
                                40 + i,
                                i % 3 == 0 ? "Norte" : "Sur",
                                1 + i % 9,
                                i % 4 == 0 ? "" : "3",
                                900 + 20 * i))));
  }

  private void run(String name, String file, Stream<String> lines) throws IOException {
    LocalSpark.session();
    Path table = Files.write(folder.resolve(file), lines.toList());
    String job =
        jobs().filter(text -> text.startsWith("job: " + name + "\n")).findFirst().orElseThrow();
    Path jobFile = Files.writeString(folder.resolve("job.yaml"), job);
    ProgramRun run =
        ProgramRun.of(
            "run",
            jobFile.toString(),
            "--root",
            folder.resolve("runs").toString(),
            "--set",
            "ingest.source=" + table,
            "--set",
            "training.epochs=2",
            "--set",
            "baselines.include=[]");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("is done.");
  }

  private static Stream<String> jobs() throws IOException {
    String page = Files.readString(Path.of("src/docs/cookbook.md"));
    return JOB.matcher(page).results().map(found -> found.group(1));
  }
}
