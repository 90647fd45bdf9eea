package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.Breakage;
import io.valora.testing.LocalSpark;
import io.valora.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Broken calls of the program end with a plain message and the status of a wrong request. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenArgumentsTest {
  private static final int CALLS = 150;
  private static final int JOBS = 100;
  private static final List<String> COMMANDS =
      List.of("run", "ingest", "split", "train", "evaluate", "recommend", "predict", "averaging");
  private static final List<String> OPTIONS =
      List.of(
          "--run-id", "--set", "--user", "--shards", "--epochs", "--tolerance", "--environment");
  private static final List<String> SIZES =
      List.of("--rows", "--users", "--items", "--branches", "--years", "--seed");

  @TempDir Path folder;

  @BeforeAll
  static void sparkIsThere() {
    LocalSpark.session();
  }

  @Test
  void brokenCallsAreRefusedInPlainWords() {
    Breakage breakage = new Breakage(1);
    for (int i = 0; i < CALLS; i++) {
      List<String> arguments = new ArrayList<>(List.of(breakage.pick(COMMANDS)));
      if (breakage.pick(2) == 0) {
        arguments.add(breakage.broken("jobs/none.yaml"));
      }
      arguments.addAll(List.of("--root", folder.resolve("root").toString()));
      for (int more = breakage.pick(3); more > 0; more--) {
        arguments.add(breakage.pick(OPTIONS));
        arguments.add(breakage.pick(2) == 0 ? breakage.nasty() : breakage.broken("a=1"));
      }
      assertRefused(arguments, ProgramRun.of(arguments.toArray(String[]::new)));
    }
  }

  @Test
  void brokenJobFilesAreRefusedInPlainWords() throws IOException {
    Breakage breakage = new Breakage(2);
    Path job = folder.resolve("job.yaml");
    String whole =
        Files.readString(Path.of("jobs/ratings.yaml")).replace("sample:ratings", "no-such.csv");
    for (int i = 0; i < JOBS; i++) {
      String text = breakage.broken(whole);
      Files.writeString(job, text.contains("sample:") ? "job: x" : text);
      List<String> arguments =
          List.of("run", job.toString(), "--root", folder.resolve("root").toString());
      assertRefused(text, ProgramRun.of(arguments.toArray(String[]::new)));
    }
  }

  @Test
  void samplesOfImpossibleSizesAreRefused() {
    Breakage breakage = new Breakage(3);
    String out = folder.resolve("sample.csv").toString();
    for (String sample : List.of("ratings", "reviews", "marketing")) {
      for (String option : SIZES) {
        String size =
            breakage.pick(List.of("0", "-1", "9999999999", "x", "", "1.5", "-2147483648"));
        List<String> arguments = List.of("sample", sample, "--out", out, option, size);
        ProgramRun run = ProgramRun.of(arguments.toArray(String[]::new));
        assertThat(run.err()).as("%s", arguments).doesNotContain("unexpectedly", "\tat ");
        assertThat(run.code()).as("%s", arguments).isIn(0, 2);
      }
    }
    ProgramRun both =
        ProgramRun.of("sample", "ratings", "--out", out, "--rows", "0", "--users", "0");
    assertThat(both.err())
        .isEqualToIgnoringNewLines(
            "2 problems in the arguments:\n"
                + "  Invalid --rows: 0 (must be a whole number from 1 to 1,000,000,000)\n"
                + "  Invalid --users: 0 (must be a whole number from 1 to 1,000,000,000)\n");
    assertThat(both.code()).isEqualTo(2);
    ProgramRun branches = ProgramRun.of("sample", "marketing", "--out", out, "--branches", "9");
    assertThat(branches.err())
        .contains("Invalid --branches: 9 (must be a whole number from 1 to 8)");
    assertThat(branches.code()).isEqualTo(2);
  }

  @Test
  void aJobFileWithoutEndIsReadNoFurtherThanAMillionBytes() throws IOException {
    Path job = Files.write(folder.resolve("job.yaml"), new byte[2 << 20]);
    ProgramRun run = ProgramRun.of("run", job.toString(), "--root", folder.toString());
    assertThat(run.err()).contains(job + ": it is longer than 1,048,576 bytes");
    assertThat(run.code()).isEqualTo(2);
  }

  /** What lies beside the jobs under a root has nothing to do with them. */
  @Test
  void aFolderThatIsNoJobIsPassedOver() throws IOException {
    Files.createDirectories(folder.resolve("root/my notes (old)"));
    String root = folder.resolve("root").toString();
    ProgramRun run = ProgramRun.of("predict", "--run", "r9", "--root", root, "text=x");
    assertThat(run.err()).startsWith("Invalid --run-id: r9 (must be a run under ");
    assertThat(run.code()).isEqualTo(2);
  }

  private static void assertRefused(Object input, ProgramRun run) {
    assertThat(run.err()).as("%s", input).isNotBlank().doesNotContain("unexpectedly", "\tat ");
    assertThat(run.code()).as("%s", input).isEqualTo(2);
  }
}
