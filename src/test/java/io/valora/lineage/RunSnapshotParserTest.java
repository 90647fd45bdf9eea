package io.valora.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.testing.lineage.ProgressExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files are what {@link ProgressExamples} writes. */
class RunSnapshotParserTest {
  static Stream<String> files() {
    return ProgressExamples.valid().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void snapshotsAreWrittenAndReadAsTheirGoldenFiles(String file) throws IOException {
    RunSnapshot snapshot = ProgressExamples.valid().get(file);

    assertThat(RunSnapshotParser.toJson(snapshot)).isEqualTo(golden(file));
    assertThat(RunSnapshotParser.fromJson("r1", golden(file))).isEqualTo(snapshot);
  }

  @Test
  void unknownKeysArePassedOver() throws IOException {
    String text = golden("training.json").replaceFirst("\\{", "{\"later\": 1,");

    assertThat(RunSnapshotParser.fromJson("r1", text))
        .isEqualTo(ProgressExamples.valid().get("training.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          "format-version" : 1 | "format-version" : 2 | unknown format-version 2 (this version reads 1)
          "state" : "running"  | "state" : "asleep"   | state is "asleep" (must be one of running, waiting, done, failed)
          "epoch" : 3          | "epoch" : 0          | training.epoch is 0 (must be a whole number of at least 1)
          "averagings" : 12    | "averagings" : "12"  | training.averagings is "12" (must be a whole number)
          "loss" : 0.81        | "loss" : "low"       | training.loss is "low" (must be a number or null)
          "stage" : "train",   | ''                   | missing key stage
          "updated" : "2026-01-31T06:00:42.500Z" | "updated" : "now" | updated is "now" (must be an instant such as 2026-01-01T00:00:00Z)
          """)
  void whatIsWrongIsNamed(String right, String wrong, String reason) throws IOException {
    String text = golden("training.json").replaceFirst(right, wrong);

    assertThatThrownBy(() -> RunSnapshotParser.fromJson("r1", text))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot read progress.json of r1: " + reason);
  }

  private static String golden(String file) throws IOException {
    return Files.readString(ProgressExamples.FOLDER.resolve(file));
  }
}
