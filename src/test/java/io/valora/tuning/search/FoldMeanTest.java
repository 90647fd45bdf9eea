package io.valora.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Root mean squared errors of a fixed table over four folds (row i is in fold i modulo 4), their
 * mean, and {@code numpy.std(scores, ddof=1) / sqrt(4)}, by NumPy.
 */
class FoldMeanTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final double[] LABELS = {4, 3.5, 5, 2, 1, 4, 3, 3, 5, 4.5, 2.5, 1.5};
  private static final double[] PREDICTED = {
    3.7, 3.9, 4.4, 2.6, 1.9, 3.3, 3.1, 2.2, 4.1, 4.9, 2.0, 2.3
  };
  private static final double[] CHANGES = {
    0.1, -0.2, 0.3, 0, -0.1, 0.2, 0.05, -0.3, 0.2, -0.4, 0.1, 0
  };

  @Test
  void meanAndErrorAreThoseOfNumPy() {
    double[] scores = scores(0);

    assertThat(scores)
        .containsExactly(
            new double[] {
              0.7549834435270751, 0.5196152422706634, 0.45460605656619507, 0.7393691004272944
            },
            EXACT);
    assertThat(FoldMean.of(scores).mean()).isCloseTo(0.617143460697807, EXACT);
    assertThat(FoldMean.of(scores).error()).isCloseTo(0.0763048322001251, EXACT);
  }

  @Test
  void pairedDifferenceIsThatOfNumPy() {
    double[] differences = scores(1);
    double[] others = scores(0);
    for (int fold = 0; fold < 4; fold++) {
      differences[fold] -= others[fold];
    }

    assertThat(FoldMean.of(differences).mean()).isCloseTo(-0.09337070996894008, EXACT);
    assertThat(FoldMean.of(differences).error()).isCloseTo(0.07264625931520757, EXACT);
  }

  private static double[] scores(int changed) {
    double[] scores = new double[4];
    for (int row = 0; row < LABELS.length; row++) {
      double error = LABELS[row] - PREDICTED[row] - changed * CHANGES[row];
      scores[row % 4] += error * error;
    }
    for (int fold = 0; fold < 4; fold++) {
      scores[fold] = Math.sqrt(scores[fold] / 3);
    }
    return scores;
  }
}
