package io.valora.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.registry.Manifest;
import io.valora.registry.PublishedFiles;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.testing.gates.GateExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {
  private static final String RULE = GateExamples.FAILED.rule();
  private static final GateOverride OVERRIDE = new GateOverride(List.of(RULE), "a <b>demo</b>");

  @Test
  void validationIsWrittenAndReadAsItsGoldenFile() throws IOException {
    assertThat(GateExamples.VALIDATION.toJson()).isEqualTo(golden("valid-validation.json"));
    assertThat(Validation.fromJson("v", golden("valid-validation.json")))
        .isEqualTo(GateExamples.VALIDATION);
  }

  @Test
  void whatIsWrongWithAValidationIsSaid() throws IOException {
    Map<String, String> faults =
        Map.of(
            "invalid-validation-version.json", "unknown format-version 2 (this version reads 1)",
            "invalid-validation-verdict.json",
                "rules[1].verdict is \"maybe\" (must be one of passed, failed, not-judged)",
            "invalid-validation-figure.json",
                "rules[0].figure is \"1.3\" (must be a number or null)",
            "invalid-validation-interval.json",
                "rules[0].difference-95 is [0.21] (must be a list of two numbers)",
            "invalid-validation-row.json",
                "rules[0].rows[0].prediction is \"1.5\" (must be a number or null)",
            "invalid-validation-reason.json", "overrides[0].reason is \" \" (must be a reason)",
            "invalid-validation-missing.json", "missing key rules[0].rule");
    assertThat(GateExamples.invalid().keySet()).isEqualTo(faults.keySet());
    for (Map.Entry<String, String> fault : faults.entrySet()) {
      String text = golden(fault.getKey());
      assertThat(text).isEqualTo(GateExamples.invalid().get(fault.getKey()));
      assertThatThrownBy(() -> Validation.fromJson("validation.json", text))
          .hasMessage("Cannot read validation.json: " + fault.getValue());
    }
  }

  @Test
  void rowsOfRulesThatFailedAreSentences() {
    assertThat(Validation.shownRows(GateExamples.VALIDATION.results()))
        .containsExactly(
            "  no-worse-than-simplest: user u1: real 5.0000, predicted 1.5000, the other 3.5000",
            "  no-worse-than-simplest: reason is missing");
    assertThat(
            Validation.fromJson("v", GateExamples.VALIDATION.toJson().replace("\"rows\"", "\"x\""))
                .results()
                .get(0)
                .rows())
        .as("a file of a version without rows")
        .isEmpty();
  }

  @Test
  void rulesThatFailedAreOpenUntilTheyAreOverridden() {
    assertThat(GateExamples.VALIDATION.open()).isEmpty();
    Validation found = unoverridden();
    assertThat(found.open()).containsExactly(RULE);
    assertThat(found.with(new GateOverride(List.of("varied-lists"), "x"))).isEqualTo(found);
    assertThat(found.with(OVERRIDE).open()).isEmpty();
    assertThat(found.summary())
        .isEqualTo(
            "1 failed (no-worse-than-simplest), 1 not judged (varied-lists: there are fewer than two lists)");
    assertThat(Validation.advice(found.results()))
        .containsExactly(
            "Failed gate no-worse-than-simplest: RMSE 1.3000, global-mean 1.0500 (more epochs)");
  }

  @Test
  void overrideIsNotedInTheReportAndItsManifest(@TempDir Path root) {
    Storage storage = new Storage(new Configuration());
    RunFolder run = new RunFolder(root.toString(), "ratings", "2026-01-31");
    unoverridden().write(storage, run);
    storage.write(run.report(), "<p class=\"overrides\" hidden></p>");
    Manifest before = new PublishedFiles(storage, run).publish(1, Instant.EPOCH);
    Gatekeeper gates = new Gatekeeper(storage, run);

    assertThatThrownBy(() -> gates.requirePassed(GateOverride.NONE))
        .hasMessage(
            "Cannot make run 2026-01-31 champion: it failed no-worse-than-simplest (its report says what to do; --override no-worse-than-simplest --reason TEXT makes it champion all the same)");
    gates.requirePassed(OVERRIDE);
    assertThat(gates.override(GateOverride.NONE)).containsExactly(RULE);
    assertThat(gates.override(OVERRIDE)).isEmpty();
    assertThat(gates.why()).isEqualTo("a <b>demo</b> (in spite of no-worse-than-simplest)");
    assertThat(storage.readText(run.report()))
        .startsWith("<p>Overridden: a &lt;b&gt;demo&lt;/b&gt; (in spite of " + RULE + ").</p>");
    Manifest after = new PublishedFiles(storage, run).manifest().orElseThrow();
    assertThat(after.published()).isEqualTo(before.published());
    new PublishedFiles(storage, run).requireUnchanged("evaluation");
  }

  @Test
  void overridesNameRulesAndGiveAReason() {
    List<String> known = DefaultGates.names();
    assertThatThrownBy(() -> GateOverride.of(List.of("varied-list"), "x", known))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("Invalid --override: varied-list (must be one of finite-metric, ")
        .hasMessageEndingWith("; did you mean 'varied-lists'?)");
    assertThatThrownBy(() -> GateOverride.of(List.of("varied-lists"), " ", known))
        .hasMessage("Invalid --reason: '' (must say why a rule is overridden)");
  }

  private static Validation unoverridden() {
    return new Validation("ratings", "2026-01-31", GateExamples.VALIDATION.results(), List.of());
  }

  private static String golden(String file) throws IOException {
    return Files.readString(GateExamples.FOLDER.resolve(file));
  }
}
