package io.valora.evaluation.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputImportanceTest {
  @Test
  void theInputThatMovesTheAnswerMostStandsFirstAndAnUnusedOneCountsNothing() {
    Random random = new Random(7);
    List<Object[]> rows = new ArrayList<>();
    List<Double> targets = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Object[] row = {random.nextGaussian(), "noise" + i, random.nextGaussian()};
      rows.add(row);
      targets.add(answer(row));
    }
    List<InputImportance> found =
        InputImportance.of(
            new InputImportance.Sample(List.of("small", "unused", "large"), rows, targets),
            InputImportanceTest::answer,
            42);

    assertThat(found)
        .extracting(InputImportance::input)
        .containsExactly("large", "small", "unused");
    // The difference of two independent values has the standard deviation √2.
    assertThat(found.get(0).growth()).isCloseTo(3 * Math.sqrt(2), within(0.2));
    assertThat(found.get(2).growth()).isZero();
  }

  private static double answer(Object[] row) {
    return (double) row[0] + 3 * (double) row[2];
  }
}
