package io.valora.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.base.JobException;
import io.valora.testing.baselines.EncodedRows;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final Offset<Double> CLOSE = within(1e-6);

  /** Mean 3; item 1 has 5 and 4, item 2 has 2 and 1. */
  private static final EncodedRows TRAIN =
      new EncodedRows().rating(1, 1, 5).rating(1, 2, 2).rating(2, 1, 4).rating(2, 2, 1);

  /** Both known; unknown user; unknown item; both unknown. */
  private static final EncodedRows PAIRS =
      new EncodedRows().rating(1, 1, 1).rating(0, 1, 1).rating(1, 0, 1).rating(0, 0, 1);

  @Test
  void theGlobalMeanIsTheMeanOfTrainForEveryPair() {
    assertThat(predictions(new GlobalMean())).containsExactly(3.0, 3.0, 3.0, 3.0);
  }

  @Test
  void theItemMeanFallsBackToTheGlobalMean() {
    assertThat(predictions(new ItemMean())).containsExactly(4.5, 4.5, 3.0, 3.0);
  }

  @Test
  void oneRoundOfBiasesIsTheShrunkMeanOfWhatIsLeft() {
    // items: ±3 / (1 + 2) = ±1; user 1: (2 - 1 + -1 + 1) / (2 + 2) = 0.25, user 2: -0.25
    List<Double> predictions = predictions(new Bias(new BiasConfig(1, 2, 1)));

    assertThat(predictions.get(0)).isCloseTo(3 + 1 + 0.25, CLOSE);
    assertThat(predictions.get(1)).isCloseTo(3 + 1, CLOSE);
    assertThat(predictions.get(2)).isCloseTo(3 + 0.25, CLOSE);
    assertThat(predictions.get(3)).isCloseTo(3, CLOSE);
  }

  @Test
  void aSecondRoundOfBiasesStartsFromTheUserEffects() {
    EncodedRows train = new EncodedRows().rating(1, 1, 5).rating(1, 2, 4).rating(2, 2, 1);
    double mean = 10.0 / 3;
    // Round 1, nothing shrunk: item 1 is 5/3 and item 2 is -5/6, so user 1 is 3/4, user 2 is -3/2.
    // Round 2: item 1 is 5/3 - 3/4, item 2 is (2/3 - 3/4 - 7/3 + 3/2) / 2 = -11/24.
    double firstItem = 11.0 / 12;
    double secondItem = -11.0 / 24;
    double firstUser = (5.0 / 3 - firstItem + 2.0 / 3 - secondItem) / 2;

    try (FittedBaseline fitted = new Bias(new BiasConfig(0, 0, 2)).fit(train.dataset())) {
      assertThat(EncodedRows.predictions(fitted, train).get(1))
          .isCloseTo(mean + firstUser + secondItem, CLOSE);
    }
  }

  @Test
  void factorsOfOneRatingReachTheClosedFormSolution() {
    // One residual r per user and item, rank 1: alternating ridge regression ends where
    // x·x = y·y = r - regularization, because x·(y·y + regularization) = r·y.
    EncodedRows train = new EncodedRows().rating(1, 1, 5).rating(2, 2, 1);
    Bias nothing = new Bias(new BiasConfig(1e12, 1e12, 1));

    try (FittedBaseline fitted =
        new Als(nothing, new AlsConfig(1, 0.5, 15), 7).fit(train.dataset())) {
      List<Double> predictions = EncodedRows.predictions(fitted, train);
      assertThat(predictions.get(0)).isCloseTo(3 + 1.5, within(1e-3));
      assertThat(predictions.get(1)).isCloseTo(3 - 1.5, within(1e-3));
    }
  }

  @Test
  void factorsOfLargerRatingsAreAsMuchLarger() {
    Bias bias = new Bias(new BiasConfig(1, 2, 1));
    Als als = new Als(bias, new AlsConfig(2, 0.1, 3), 7, Als.Unit.SPREAD);
    EncodedRows small = new EncodedRows().rating(1, 1, 5).rating(1, 2, 4).rating(2, 2, 1);
    EncodedRows large = new EncodedRows().rating(1, 1, 50).rating(1, 2, 30).rating(2, 2, -30);

    try (FittedBaseline one = als.fit(small.dataset());
        FittedBaseline twenty = als.fit(large.dataset())) {
      List<Double> expected = EncodedRows.predictions(one, small);
      List<Double> found = EncodedRows.predictions(twenty, large);
      for (int i = 0; i < 3; i++) {
        assertThat(found.get(i)).isCloseTo(20 * expected.get(i) - 50, within(1e-3));
      }
    }
  }

  @Test
  void withoutFactorsOnlyTheBiasIsLeft() {
    Bias bias = new Bias(new BiasConfig(1, 2, 1));
    List<Double> biases = predictions(bias);
    List<Double> factors = predictions(new Als(bias, new AlsConfig(2, 0.1, 1), 7));

    assertThat(factors.subList(1, 4)).isEqualTo(biases.subList(1, 4));
    assertThat(factors.get(0)).isNotEqualTo(biases.get(0));
  }

  @Test
  void unknownUsersAndItemsOfTrainTellNothingAboutOtherUnknownOnes() {
    Dataset<Row> train = new EncodedRows().rating(0, 0, 5).rating(1, 1, 1).dataset();
    EncodedRows pair = new EncodedRows().rating(0, 0, 1);

    for (Baseline baseline : all()) {
      try (FittedBaseline fitted = baseline.fit(train)) {
        assertThat(EncodedRows.predictions(fitted, pair)).as(baseline.name()).containsExactly(3.0);
      }
    }
  }

  @Test
  void predictionsDependNeitherOnPartitionsNorOnOrder() {
    Dataset<Row> turned = TRAIN.dataset().orderBy(functions.desc("row_key"));

    for (Baseline baseline : all()) {
      List<Double> expected = predictions(baseline);
      try (FittedBaseline fitted = baseline.fit(turned.repartition(5))) {
        List<Double> found = EncodedRows.predictions(fitted, PAIRS);
        for (int i = 0; i < expected.size(); i++) {
          assertThat(found.get(i)).as(baseline.name()).isCloseTo(expected.get(i), CLOSE);
        }
      }
    }
  }

  @Test
  void noRowsCannotBeFitted() {
    for (Baseline baseline : all()) {
      assertThatThrownBy(() -> baseline.fit(new EncodedRows().dataset()))
          .as(baseline.name())
          .isInstanceOf(JobException.class)
          .hasMessage("Cannot fit a baseline: the train split has no rows");
    }
  }

  private static List<Baseline> all() {
    return new RatingBaselinesConfig(
            RatingBaselinesConfig.NAMES,
            List.of(),
            new BiasConfig(1, 2, 2),
            new AlsConfig(2, 0.1, 1),
            new AlsImplicitConfig(2, 1, 0.1, 1))
        .baselines(7);
  }

  private static List<Double> predictions(Baseline baseline) {
    try (FittedBaseline fitted = baseline.fit(TRAIN.dataset())) {
      return EncodedRows.predictions(fitted, PAIRS);
    }
  }
}
