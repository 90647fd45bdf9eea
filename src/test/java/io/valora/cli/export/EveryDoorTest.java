package io.valora.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.storage.RunFolder;
import io.valora.testing.ProgramRun;
import io.valora.testing.export.ExportableRuns;
import io.valora.testing.export.GoldenDoors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file of golden rows has the same answers from everything that answers for a run. */
class EveryDoorTest {
  @TempDir private Path root;
  @TempDir private Path folder;

  @Test
  void goldenRowsHaveTheSameAnswersEverywhere() {
    ExportableRuns runs = new ExportableRuns(root);
    for (RunFolder run : List.of(runs.ratings(), runs.films(), runs.sales())) {
      Path export = folder.resolve(run.job());
      ProgramRun exported =
          ProgramRun.of(
              "export",
              run.runId(),
              "--job",
              run.job(),
              "--to",
              "onnx",
              "--root",
              root.toString(),
              "--output",
              export.toString());
      assertThat(exported.code()).as(exported.err()).isZero();
      Map<String, double[]> answers = new GoldenDoors(root, run, export).answers();
      System.out.println(GoldenDoors.table(run.job(), answers));
      double[] golden = answers.get("golden.json");
      assertThat(golden).isNotEmpty();
      answers.forEach(
          (door, found) -> {
            for (int row = 0; row < golden.length; row++) {
              double bound = 1e-5 * Math.max(1, Math.abs(golden[row]));
              assertThat(found[row]).as(door).isCloseTo(golden[row], within(bound));
            }
          });
      assertThat(answers.get("service")).containsExactly(answers.get("kernel"));
    }
  }
}
