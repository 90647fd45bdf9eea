package io.valora.testing.gates;

import io.valora.evaluation.DecidingRow;
import io.valora.evaluation.Interval;
import io.valora.gates.GateOverride;
import io.valora.gates.GateResult;
import io.valora.gates.GateVerdict;
import io.valora.gates.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What is in the golden files of this package; {@link #main} writes the files anew. */
public final class GateExamples {
  public static final Path FOLDER = Path.of("src/test/resources/golden/gates");
  public static final GateResult FAILED =
      new GateResult(
          "no-worse-than-simplest",
          GateVerdict.FAILED,
          "rmse",
          1.3,
          1.05,
          new Interval(0.21, 0.29),
          "RMSE 1.3000, global-mean 1.0500",
          "more epochs",
          List.of(
              new DecidingRow(Map.of("user", "u1"), 5, 1.5, 3.5),
              DecidingRow.of(Map.of("reason", "is missing"))));
  public static final GateResult NOT_JUDGED =
      new GateResult(
          "varied-lists",
          GateVerdict.NOT_JUDGED,
          "mean-overlap",
          Double.NaN,
          Double.NaN,
          new Interval(Double.NaN, Double.NaN),
          "there are fewer than two lists",
          "");
  public static final Validation VALIDATION =
      new Validation(
          "ratings",
          "2026-01-31",
          List.of(FAILED, NOT_JUDGED),
          List.of(new GateOverride(List.of(FAILED.rule()), "a demonstration")));

  private GateExamples() {}

  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("valid-validation.json"), VALIDATION.toJson());
    for (Map.Entry<String, String> file : invalid().entrySet()) {
      Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
    }
  }

  /** Golden file to its text; each has one fault. */
  public static Map<String, String> invalid() {
    String text = VALIDATION.toJson();
    return Map.of(
        "invalid-validation-version.json", text.replace("version\" : 1", "version\" : 2"),
        "invalid-validation-verdict.json", text.replace("\"not-judged\"", "\"maybe\""),
        "invalid-validation-figure.json", text.replace(": 1.3,", ": \"1.3\","),
        "invalid-validation-interval.json", text.replace("[ 0.21, 0.29 ]", "[ 0.21 ]"),
        "invalid-validation-row.json", text.replace(" : 1.5,", " : \"1.5\","),
        "invalid-validation-reason.json", text.replace("a demonstration", " "),
        "invalid-validation-missing.json", text.replace("\"rule\"", "\"name\""));
  }
}
