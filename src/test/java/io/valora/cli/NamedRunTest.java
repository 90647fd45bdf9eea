package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.ProgramRun;
import io.valora.testing.scoring.TinyRuns;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that read a run find it by job, by path and as the champion; none needs Spark. */
class NamedRunTest {
  @TempDir Path folder;

  @Test
  void runThatTwoJobsHaveIsToldByJobOrPath() {
    TinyRuns runs = new TinyRuns(folder);
    runs.ratings();
    runs.reviews();
    assertThat(program("predict", "--run", "r1", "text=good").err())
        .contains(
            "Invalid --run-id: r1 (must come with --job, or be the path of the run's folder: jobs"
                + " ratings, reviews have it)");
    assertThat(program("predict", "--run", "r1", "--job", "reviews", "text=good").code()).isZero();
    assertThat(program("predict", "--run", folder + "/reviews/runs/r1", "text=good").code())
        .isZero();
    assertThat(program("recommend", "--run", "r1", "--job", "ratings", "--user", "Ana").out())
        .contains("Recommended to Ana");
    assertThat(program("recommend", "--run", folder + "/ratings/runs/r1", "--user", "Ana").out())
        .contains("Recommended to Ana");
  }

  @Test
  void listOfAUserIsTheChampionsByDefault() {
    TinyRuns runs = new TinyRuns(folder);
    runs.ratings();
    runs.reviews();
    assertThat(program("recommend", "--user", "Ana").out()).contains("Recommended to Ana");
    assertThat(program("recommend", "--user", "Ana", "--job", "ratings").out())
        .contains("Recommended to Ana");
  }

  @Test
  void modelOfAnotherTaskSaysWhatItTakesAndHowToNameAJob() {
    new TinyRuns(folder).reviews();
    ProgramRun refused = program("predict", "user=1", "item=a", "item=b");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("item is no input of the model (must be text)")
        .contains(
            "; the model is that of job reviews, the only one with a champion (--job names"
                + " another)")
        .doesNotContain("twice");
  }

  @Test
  void unknownCategoryDrawsARemarkBesideTheAnswer() {
    new TinyRuns(folder).sales();
    ProgramRun run = program("predict", "amount=6", "branch=west");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("won: 303.5%n".formatted());
    assertThat(run.err()).contains("Remark: branch 'WEST' is none of the categories");
    assertThat(
            ProgramRun.withInput(
                    "{\"amount\": 6, \"branch\": \"west\"}", "predict", "--root", folder.toString())
                .err())
        .contains("Row 1: Remark: branch 'WEST' is none of the categories");
  }

  private ProgramRun program(String command, String... more) {
    Stream<String> fixed = Stream.of(command, "--root", folder.toString());
    return ProgramRun.of(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
  }
}
