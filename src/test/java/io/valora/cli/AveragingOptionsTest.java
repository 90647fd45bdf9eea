package io.valora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.ProgramRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options are checked before the job file is opened. */
class AveragingOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --shards              | 0     | must be whole numbers of at least 1, separated by commas
          --shards              | 1,,2  | must be whole numbers of at least 1, separated by commas
          --shards              | two   | must be whole numbers of at least 1, separated by commas
          --averaging-frequency | 10,-1 | must be whole numbers of at least 1, separated by commas
          --averaging-unit      | row   | must be one of batch, epoch
          --epochs              | 0     | must be a whole number of at least 1
          --epochs              | 1.5   | must be a whole number of at least 1
          --tolerance           | 1     | must be at least 0 and below 1
          --tolerance           | 5%    | must be at least 0 and below 1
          --tolerance           | NaN   | must be at least 0 and below 1
          """)
  void whatIsWrongIsNamed(String option, String value, String must) {
    ProgramRun run = ProgramRun.of("averaging", "none.yaml", option, value);

    assertThat(run.err().strip()).isEqualTo("Invalid %s: %s (%s)".formatted(option, value, must));
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void helpNamesEveryOption() {
    ProgramRun run = ProgramRun.of("averaging", "--help");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("--shards=", "--averaging-frequency=", "--averaging-unit=", "--epochs=")
        .contains("--tolerance=", "--root=", "--run-id=", "--set=", "the test split is never read");
  }
}
