package io.valora.evaluation.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class ClassificationEvaluationTest {
  private static final ClassificationConfig CONFIG =
      new ClassificationConfig(OptionalDouble.empty(), 2);

  @Test
  void oneCallMeasuresEverything() {
    ScoredRows rows = ScoredRows.random(300, 4);

    ClassificationEvaluation evaluation = evaluated(rows);

    assertThat(evaluation.test().confusion().rows()).isEqualTo(300);
    assertThat(evaluation.calibration().stream().mapToLong(CalibrationBin::rows).sum())
        .isEqualTo(300);
    assertThat(evaluation.slices().stream().mapToLong(ClassSlice::rows).sum()).isEqualTo(600);
    assertThat(evaluation.roc()).isNotEmpty();
    assertThat(evaluation.mistakes()).hasSize(2);
    assertThat(ClassificationMetrics.of(rows.dataset(), 0.5)).isEqualTo(evaluation.test());
  }

  @Test
  void partitionsAndOrderChangeNothing() {
    Dataset<Row> rows = ScoredRows.random(300, 6).dataset();

    ClassificationStateTest.assertSame(
        ScoredTexts.stateWithLengths(rows.orderBy("score").repartition(5), 0.5),
        ScoredTexts.stateWithLengths(rows.coalesce(1), 0.5));
  }

  @Test
  void wordsAreApartByWhiteSpace() {
    String text = " " + "one\ttwo  three,four\n".repeat(34);
    ScoredRows rows = new ScoredRows().add(1.0, 0.9, text);

    assertThat(evaluated(rows).slices()).contains(new ClassSlice("words", "101 to 200", 1, 1));
  }

  @Test
  void theMostConfidentMistakesComeFirstWithTheWordsThatMisled() {
    ScoredRows rows =
        new ScoredRows()
            .add(0.0, 0.6, "so so")
            .add(0.0, 0.95, "not great")
            .add(1.0, 0.05, "not bad")
            .add(1.0, 0.9, "great");

    assertThat(evaluated(rows).mistakes())
        .containsExactly(
            new Misclassified(1, 0, 0.95, "not great", List.of(new WordWeight("not great", 8))),
            new Misclassified(2, 1, 0.05, "not bad", List.of(new WordWeight("not bad", 8))));
  }

  @Test
  void readingsThatAreRightAreNeverShown() {
    ScoredRows rows = new ScoredRows().add(1, 0.45, 1).add(0, 0.39, 1);

    assertThat(MisclassifiedTexts.of(rows.dataset(), 0.4, 10, (text, most) -> List.of())).isEmpty();
    assertThat(MisclassifiedTexts.of(rows.dataset(), 0.5, 10, (text, most) -> List.of()))
        .hasSize(1);
  }

  @Test
  void noRowsCannotBeEvaluated() {
    assertFails(new ScoredRows(), "there are no rows to evaluate on", Outcome.DATA_REJECTED);
  }

  @Test
  void otherLabelsCannotBeEvaluated() {
    assertFails(
        new ScoredRows().add(2, 0.5, 1).add(null, 0.5, "word").add(1, 0.5, 1),
        "2 of 3 rows have a label that is neither 0 nor 1",
        Outcome.DATA_REJECTED);
  }

  @Test
  void scoresThatAreNoProbabilitiesCannotBeEvaluated() {
    assertFails(
        new ScoredRows().add(1, Double.NaN, 1).add(1, 1.5, 1).add(1.0, null, "word"),
        "3 of 3 have no score from 0 to 1 (a smaller learning rate may keep training stable)",
        Outcome.UNUSABLE_MODEL);
  }

  private static ClassificationEvaluation evaluated(ScoredRows rows) {
    return ClassificationEvaluation.of(
        rows.dataset(), 0.5, CONFIG, (text, most) -> List.of(new WordWeight(text, most)));
  }

  private static void assertFails(ScoredRows rows, String reason, Outcome outcome) {
    assertThatThrownBy(() -> evaluated(rows))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot evaluate the predictions: " + reason)
        .hasFieldOrPropertyWithValue("outcome", outcome);
  }
}
