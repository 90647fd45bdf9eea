package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.gates.GateResult;
import io.valora.gates.Validation;
import io.valora.storage.RunFolder;
import io.valora.testing.ProgramRun;
import io.valora.testing.gates.GateExamples;
import io.valora.testing.scoring.TinyRuns;
import io.valora.testing.serving.CheckedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateRunTest {
  private static final List<String> RULES =
      List.of(
          "metric-of-test-rows",
          "loads-in-serving-jvm",
          "golden-rows",
          "test-rows",
          "hostile-inputs",
          "generated-inputs",
          "stress");

  @TempDir private Path root;

  @Test
  void aSoundRunIsFitForUse() {
    RunFolder run = new TinyRuns(root).sales();
    Validation.write(CheckedRun.STORAGE, run, List.of(GateExamples.NOT_JUDGED));

    ProgramRun end = validate("champion", "--job", "sales", "--stress-rows", "1000");
    assertThat(end.code()).as(end.out() + end.err()).isZero();
    assertThat(end.out())
        .contains("passed      golden-rows           3 of 3 rows have the same bits")
        .contains("Validation: 5 passed, 3 not judged (varied-lists: ")
        .endsWith("Run r1 of job sales is fit for use." + System.lineSeparator());
    assertThat(end.err()).contains("Checking run r1 of job sales…", "  hostile-inputs…");
    List<String> rules = new ArrayList<>(List.of(GateExamples.NOT_JUDGED.rule()));
    rules.addAll(RULES);
    assertThat(results(run)).extracting(GateResult::rule).isEqualTo(rules);
  }

  @Test
  void aDamagedRunIsNotFitAndIsNotPromoted() {
    RunFolder run = new TinyRuns(root).sales();
    CheckedRun.STORAGE.write(run.model("weights.bin"), "short");

    ProgramRun end = validate("r1", "--stress", "0", "--generated", "0");
    assertThat(end.code()).isEqualTo(4);
    assertThat(end.out())
        .contains("Failed gate loads-in-serving-jvm: Cannot read ")
        .contains("published were ")
        .contains("Run r1 of job sales isn't fit for use: it failed loads-in-serving-jvm.");
    assertThat(end.err()).doesNotContain("\tat ");
    ProgramRun promoted =
        ProgramRun.of(
            "models", "promote", "sales", "r1", "--reason", "x", "--root", root.toString());
    assertThat(promoted.code()).isEqualTo(4);
    assertThat(promoted.err()).contains("it failed loads-in-serving-jvm");
  }

  @Test
  void wrongOptionsAreSaid() {
    new TinyRuns(root).sales();
    assertThat(validate("r1", "--memory", "much").err())
        .contains("Invalid --memory: much (must be a number and k, m or g)");
    assertThat(validate("r1", "--threads", "0").err())
        .contains("Invalid --threads: 0 (must be from 1 to 256)");
    assertThat(validate("r2").err()).contains("Invalid RUN: r2 (must be a run under ");
    assertThat(validate("r2").code()).isEqualTo(2);
  }

  private static List<GateResult> results(RunFolder run) {
    return Validation.read(CheckedRun.STORAGE, run).orElseThrow().results();
  }

  private ProgramRun validate(String... arguments) {
    List<String> all = new ArrayList<>(List.of("validate"));
    all.addAll(Arrays.asList(arguments));
    all.addAll(List.of("--root", root.toString()));
    return ProgramRun.of(all.toArray(String[]::new));
  }
}
