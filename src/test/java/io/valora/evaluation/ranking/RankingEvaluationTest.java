package io.valora.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.evaluation.rating.PredictedRows;
import io.valora.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RankingEvaluationTest {
  private static final StructType LISTS =
      new StructType()
          .add("user_index", DataTypes.IntegerType)
          .add("items", DataTypes.createArrayType(DataTypes.IntegerType));
  private static final double SECOND = Math.log(2) / Math.log(3);

  private final List<Row> lists = new ArrayList<>();

  @Test
  void theNumbersAreThoseComputedByHand() {
    list(1, 4, 5, 6);
    list(2, 6, 5, 4);
    PredictedRows heldOut =
        new PredictedRows().add(1, 5, 4, null).add(1, 7, 4, null).add(2, 6, 4, null);

    RankingMetrics metrics = measure(heldOut, 2, 0);

    assertThat(metrics.users()).isEqualTo(2);
    assertThat(metrics.recall()).isCloseTo((0.5 + 1) / 2, within(1e-12));
    assertThat(metrics.ndcg()).isCloseTo((SECOND / (1 + SECOND) + 1) / 2, within(1e-12));
    assertThat(metrics.coverage()).isCloseTo(3 / 10.0, within(1e-12));
  }

  @Test
  void theIdealOrderHoldsNoMoreThanK() {
    list(1, 1, 2);
    PredictedRows heldOut = new PredictedRows();
    for (int item = 1; item <= 5; item++) {
      heldOut.add(1, item, 4, null);
    }

    RankingMetrics metrics = measure(heldOut, 2, 0);

    assertThat(metrics.ndcg()).isCloseTo(1, within(1e-12));
    assertThat(metrics.recall()).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void onlyItemsWithEnoughStarsAreRelevant() {
    list(1, 1, 2);
    list(2, 1, 2);
    PredictedRows heldOut =
        new PredictedRows().add(1, 1, 3.5, null).add(1, 2, 4, null).add(2, 1, 1, null);

    RankingMetrics metrics = measure(heldOut, 2, 4);

    assertThat(metrics.users()).isEqualTo(1);
    assertThat(metrics.recall()).isEqualTo(1);
    assertThat(metrics.ndcg()).isCloseTo(SECOND, within(1e-12));
  }

  @Test
  void aUserWithoutAListAndItemsThatTrainDidNotKnowAreMissed() {
    list(1, 1, 2);
    PredictedRows heldOut =
        new PredictedRows().add(1, 1, 4, null).add(1, 0, 4, null).add(2, 1, 4, null);

    RankingMetrics metrics = measure(heldOut, 2, 0);

    assertThat(metrics.users()).isEqualTo(2);
    assertThat(metrics.recall()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void unknownUsersCountEachWithTheListOfIndexZero() {
    list(0, 3);
    Dataset<Row> heldOut =
        new PredictedRows()
            .add(1, 3, 4, null)
            .add(2, 4, 4, null)
            .dataset()
            .withColumn("user_index", functions.lit(0));

    RankingMetrics metrics = new RankingEvaluation(10, 5, 0).of(dataset(), heldOut);

    assertThat(metrics.users()).isEqualTo(2);
    assertThat(metrics.recall()).isEqualTo(0.5);
  }

  @Test
  void withoutARelevantItemThereIsNoMean() {
    list(1, 1, 2);

    RankingMetrics metrics = measure(new PredictedRows(), 2, 0);

    assertThat(metrics.users()).isZero();
    assertThat(metrics.recall()).isNaN();
    assertThat(metrics.ndcg()).isNaN();
    assertThat(metrics.coverage()).isEqualTo(0.2);
  }

  private void list(int user, Integer... items) {
    lists.add(RowFactory.create(user, items));
  }

  private Dataset<Row> dataset() {
    return LocalSpark.session().createDataFrame(lists, LISTS);
  }

  private RankingMetrics measure(PredictedRows heldOut, int k, double relevantFrom) {
    return new RankingEvaluation(10, k, relevantFrom).of(dataset(), heldOut.dataset());
  }
}
