package io.valora.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.tower.EntryLists;
import io.valora.training.shards.Shard;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {
  private static final double[] TRUTH = {3, -2e-6, 0, 0, 0.5};

  @Test
  void aLineIsFoundWhateverTheUnitsOfItsNumbers() {
    double[] line = LeastSquares.line(products(1, 300, 0), products(2, 100, 0)).orElseThrow();

    assertThat(line[0]).isCloseTo(3, Offset.offset(1e-5));
    assertThat(line[1]).isCloseTo(-2e-6, Offset.offset(1e-11));
    assertThat(line[2]).as("a column without variance").isZero();
    assertThat(line[4]).isCloseTo(0.5, Offset.offset(1e-5));
  }

  @Test
  void copiesOfAColumnShareItsWeight() {
    Shard shard = shard(1, 300, 0);
    for (int row = 0; row < shard.rows(); row++) {
      shard.numbers()[row * 4 + 3] = shard.numbers()[row * 4];
    }
    CrossProducts copied = CrossProducts.of(shard, 4);
    double[] line = LeastSquares.line(copied, copied).orElseThrow();

    assertThat(line[0]).isCloseTo(1.5, Offset.offset(1e-4));
    assertThat(line[3]).isCloseTo(1.5, Offset.offset(1e-4));
  }

  @Test
  void validationChoosesAPenaltyWhereRowsAreFewAndNoisy() {
    CrossProducts validation = products(2, 400, 30);

    assertThat(validation.squaredError(line(products(1, 7, 30), validation)))
        .isLessThan(validation.squaredError(line(products(1, 7, 30), products(1, 7, 30))));
  }

  @Test
  void withoutValidationCrossValidationChoosesAPenalty() {
    double chosen = 0;
    double unpenalized = 0;
    for (int seed = 1; seed <= 50; seed++) {
      CrossProducts train = products(seed, 9, 30);
      CrossProducts others = products(1_000 + seed, 400, 30);
      chosen += others.squaredError(line(train, CrossProducts.none(6)));
      unpenalized += others.squaredError(line(train, train));
    }
    assertThat(chosen).isLessThan(unpenalized);

    CrossProducts clean = products(1, 300, 0);
    assertThat(line(clean, CrossProducts.none(6))).containsExactly(line(clean, clean));
  }

  @Test
  void aLineOfFewerRowsThanNumbersIsPenalizedMost() {
    CrossProducts train = products(1, 3, 1);
    CrossProducts far = products(2, 400, 1e9);

    assertThat(Math.abs(line(train, CrossProducts.none(6))[0]))
        .isLessThan(Math.abs(line(train, train)[0]));
    assertThat(far.squaredError(line(train, CrossProducts.none(6)))).isFinite();
  }

  @Test
  void squaredErrorsOfALineComeFromTheSumsAlone() {
    Shard shard = shard(3, 50, 1);
    double sum = 0;
    for (int row = 0; row < 50; row++) {
      double fitted = TRUTH[4];
      for (int i = 0; i < 4; i++) {
        fitted += TRUTH[i] * shard.numbers()[row * 4 + i];
      }
      sum += Math.pow(fitted - shard.labels()[row], 2);
    }
    assertThat(CrossProducts.of(shard, 4).squaredError(TRUTH))
        .isCloseTo(sum / 50, Offset.offset(1e-9));
  }

  @Test
  void sumsOfPartsAreThoseOfTheWhole() {
    CrossProducts whole = products(1, 40, 1);
    CrossProducts twice = whole.plus(whole);

    assertThat(twice.rows()).isEqualTo(80);
    assertThat(twice.covariance(0, 1)).isCloseTo(whole.covariance(0, 1), Offset.offset(1e-6));
  }

  private static double[] line(CrossProducts train, CrossProducts validation) {
    return LeastSquares.line(train, validation).orElseThrow();
  }

  private static CrossProducts products(long seed, int rows, double noise) {
    return CrossProducts.of(shard(seed, rows, noise), 4);
  }

  /** Numbers of size 1 and 1,000,000, a constant, and one that is mostly 0. */
  private static Shard shard(long seed, int rows, double noise) {
    Random random = new Random(seed);
    float[] numbers = new float[rows * 4];
    float[] labels = new float[rows];
    for (int row = 0; row < rows; row++) {
      int at = row * 4;
      numbers[at] = (float) random.nextGaussian();
      numbers[at + 1] = (float) (1e6 * (2 + random.nextGaussian()));
      numbers[at + 2] = 0.1f;
      numbers[at + 3] = row % 5 == 0 ? 1 : 0;
      double label = noise * random.nextGaussian() + TRUTH[4];
      for (int i = 0; i < 4; i++) {
        label += TRUTH[i] * numbers[at + i];
      }
      labels[row] = (float) label;
    }
    return new Shard(0, new long[rows], labels, new int[0][], new EntryLists[0], numbers);
  }
}
