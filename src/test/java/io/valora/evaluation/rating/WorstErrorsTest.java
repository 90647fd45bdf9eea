package io.valora.evaluation.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class WorstErrorsTest {
  private static final Dataset<Row> TRAIN =
      new PredictedRows().add(1, 7, 2, null).add(1, 8, 3, null).add(2, 7, 5, null).dataset();

  @Test
  void theLargestErrorsComeFirstWithWhatTrainKnew() {
    PredictedRows test = new PredictedRows().add(1, 7, 3, 3.1).add(1, 9, 5, 1.0).add(3, 7, 1, 3.0);

    assertThat(WorstErrors.of(test.dataset(), TRAIN, 2))
        .containsExactly(
            new WorstError("u1", "i9", 5, 1, new KnownRatings(2, 2.5), KnownRatings.NONE),
            new WorstError("u3", "i7", 1, 3, KnownRatings.NONE, new KnownRatings(2, 3.5)));
  }

  @Test
  void equalErrorsComeInTheOrderOfTheirRowKeys() {
    PredictedRows test = new PredictedRows();
    for (int user = 0; user < 40; user++) {
      test.add(user, 1, 3, user % 2 == 0 ? 4.0 : 2.0);
    }

    List<WorstError> expected = WorstErrors.of(test.dataset().coalesce(1), TRAIN, 5);

    assertThat(expected).extracting(WorstError::user).containsExactly("u0", "u1", "u2", "u3", "u4");
    assertThat(WorstErrors.of(test.dataset().repartition(6), TRAIN, 5)).isEqualTo(expected);
  }

  @Test
  void noneAreShownWhenNoneAreWanted() {
    assertThat(WorstErrors.of(PredictedRows.random(5, 1).dataset(), TRAIN, 0)).isEmpty();
  }
}
