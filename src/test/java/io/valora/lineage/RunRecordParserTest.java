package io.valora.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.testing.lineage.RunJsonExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunRecordParserTest {
  private static final Map<String, String> FAULTS =
      Map.ofEntries(
          Map.entry("invalid-not-json.json", "it is not JSON (line 1)"),
          Map.entry("invalid-not-an-object.json", "the document is [] (must be an object)"),
          Map.entry("invalid-version.json", "unknown format-version 9 (this version reads 1)"),
          Map.entry("invalid-missing-key.json", "missing key ledger"),
          Map.entry("invalid-text.json", "job is 7 (must be a text)"),
          Map.entry("invalid-count.json", "ledger.read is -100 (must be at least 0)"),
          Map.entry("invalid-number.json", "stages[0].seconds is \"2.5\" (must be a number)"),
          Map.entry("invalid-whole-number.json", "inputs[0].bytes is 1.5 (must be a whole number)"),
          Map.entry(
              "invalid-instant.json",
              "created is \"yesterday\" (must be an instant such as 2026-01-01T00:00:00Z)"),
          Map.entry(
              "invalid-status.json",
              "status is \"done\" (must be one of running, succeeded, failed)"),
          Map.entry("invalid-code.json", "code is 70 (must be an exit code from 0 to 6, or 143)"),
          Map.entry(
              "invalid-hash.json",
              "split-fingerprint.train.hash is \"000A\" (must be 16 hexadecimal digits)"),
          Map.entry(
              "invalid-parameter-hash.json",
              "parameter-hash is \"%s\" (must be 64 hexadecimal digits)"
                  .formatted("5E5E".repeat(8))),
          Map.entry(
              "invalid-fingerprint.json",
              "stages[1].fingerprint is \"%s\" (must be 64 hexadecimal digits)"
                  .formatted("B7B7".repeat(8))),
          Map.entry("invalid-attempt.json", "attempt is -2 (must be at least 0)"),
          Map.entry("invalid-list.json", "stages is 1 (must be a list)"),
          Map.entry("invalid-object.json", "environment is \"\" (must be an object)"));

  static Stream<String> validFiles() {
    return RunJsonExamples.valid().keySet().stream();
  }

  static Stream<String> invalidFiles() {
    return RunJsonExamples.invalid().keySet().stream();
  }

  @Test
  void readsTheRunThatTrainingBeganWith() {
    RunRecord run = RunJsonExamples.valid().get("valid-succeeded.json");
    WarmStart start =
        new WarmStart("r1", "5e".repeat(32), Map.of("user", new WarmStart.Rows(900, 43)));
    RunRecord warm = run.withOrigin(run.origin().withWarmStart(Optional.of(start)));

    assertThat(RunRecordParser.fromJson("r2", RunRecordParser.toJson(warm))).isEqualTo(warm);
    assertThat(start.sentence()).isEqualTo("run r1: 900 of 943 rows of user, all dense layers");
  }

  @ParameterizedTest
  @MethodSource("validFiles")
  void writesAndReadsTheGoldenFiles(String file) throws IOException {
    RunRecord run = RunJsonExamples.valid().get(file);
    assertThat(RunRecordParser.toJson(run)).isEqualTo(golden(file));
    assertThat(RunRecordParser.fromJson("run-1", golden(file))).isEqualTo(run);
  }

  @ParameterizedTest
  @MethodSource("invalidFiles")
  void saysWhatIsWrongWithAFile(String file) throws IOException {
    String text = golden(file);
    assertThat(text).isEqualTo(RunJsonExamples.invalid().get(file));
    assertThatThrownBy(() -> RunRecordParser.fromJson("run-1", text))
        .isInstanceOfSatisfying(
            JobException.class,
            thrown -> assertThat(thrown.outcome()).isEqualTo(Outcome.INVALID_REQUEST))
        .hasMessage("Cannot read run.json of run-1: " + FAULTS.get(file));
  }

  @Test
  void everyFaultHasAGoldenFile() {
    assertThat(RunJsonExamples.invalid().keySet()).isEqualTo(FAULTS.keySet());
  }

  @Test
  void ignoresKeysItDoesNotKnow() throws IOException {
    String file = "valid-succeeded.json";
    String later = golden(file).replaceFirst("\\{", "{\"later\" : 1,");
    assertThat(RunRecordParser.fromJson("run-1", later))
        .isEqualTo(RunJsonExamples.valid().get(file));
  }

  private static String golden(String file) throws IOException {
    return Files.readString(RunJsonExamples.FOLDER.resolve(file));
  }
}
