package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.gates.Validation;
import io.valora.lineage.RunProgress;
import io.valora.lineage.RunRecordParser;
import io.valora.lineage.RunStatus;
import io.valora.registry.AliasEntry;
import io.valora.registry.AliasHistory;
import io.valora.registry.ModelAlias;
import io.valora.storage.Storage;
import io.valora.testing.ProgramRun;
import io.valora.testing.gates.GateExamples;
import io.valora.testing.pipeline.ReadyRun;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatesRunTest {
  private static final String RULE = GateExamples.FAILED.rule();

  private final Storage storage = new Storage(new Configuration());
  @TempDir private Path root;
  private ReadyRun run;

  @BeforeEach
  void leaveRunWhoseRuleFailed() {
    run = new ReadyRun(storage, root.toUri().toString(), "r1");
    run.doStages();
    Validation.write(storage, run.folder(), List.of(GateExamples.FAILED, GateExamples.NOT_JUDGED));
  }

  @Test
  void runWhoseRuleFailedIsPublishedAndNotMadeChampion() {
    for (int time = 0; time < 2; time++) {
      ProgramRun end = valora("run", "jobs/ratings.yaml", "--run-id", "r1");
      assertThat(end.code()).isEqualTo(4);
      assertThat(end.out())
          .contains("Gates:      1 failed (%s), 1 not judged (varied-lists: ".formatted(RULE))
          .contains("Champion:   none: this run failed " + RULE);
      assertThat(end.err())
          .contains("Cannot make run r1 champion: it failed %s (its report".formatted(RULE))
          .doesNotContain("\tat ");
      assertThat(champion()).isEmpty();
    }
    RunProgress progress =
        RunRecordParser.fromJson("run.json", storage.readText(run.folder().runJson())).progress();
    assertThat(progress.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(progress.outcome().orElseThrow().code()).isEqualTo(4);
    run.read();
  }

  @Test
  void overrideMakesItChampionAndStaysInTheHistory() {
    valora("run", "jobs/ratings.yaml", "--run-id", "r1");
    ProgramRun end =
        valora(
            "run", "jobs/ratings.yaml", "--run-id", "r1", "--override", RULE, "--reason", "a demo");
    assertThat(end.code()).isZero();
    assertThat(end.out()).contains("Champion:   this run");
    assertThat(champion()).contains("r1");
    assertThat(history().why()).isEqualTo("a demo (in spite of %s)".formatted(RULE));
    assertThat(valora("run", "jobs/ratings.yaml", "--run-id", "r1").code()).isZero();
  }

  @Test
  void promotionByHandNeedsAnOverrideToo() {
    valora("run", "jobs/ratings.yaml", "--run-id", "r1");
    assertThat(valora("models", "promote", "ratings", "r1", "--reason", "x").code()).isEqualTo(4);
    assertThat(champion()).isEmpty();
    ProgramRun wrong =
        valora("models", "promote", "ratings", "r1", "--reason", "x", "--override", "lists");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("Invalid --override: lists (must be one of " + RULE);
    assertThat(
            valora("models", "promote", "ratings", "r1", "--reason", "x", "--override", RULE)
                .code())
        .isZero();
    assertThat(history().why()).isEqualTo("x (in spite of %s)".formatted(RULE));
    assertThat(Validation.read(storage, run.folder()).orElseThrow().open()).isEmpty();
  }

  @Test
  void reasonBelongsToAnOverride() {
    assertThat(valora("run", "jobs/ratings.yaml", "--reason", "x").err())
        .contains("Invalid --reason: x (must stand beside --override)");
    assertThat(valora("run", "jobs/ratings.yaml", "--override", RULE).err())
        .contains("Invalid --reason: '' (must say why a rule is overridden)");
  }

  private Optional<String> champion() {
    return new ModelAlias(storage, run.folder()).read("champion");
  }

  private AliasEntry history() {
    return new AliasHistory(storage, run.folder(), "champion").all().get(0);
  }

  private ProgramRun valora(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--root";
    all[arguments.length + 1] = run.root();
    return ProgramRun.of(all);
  }
}
