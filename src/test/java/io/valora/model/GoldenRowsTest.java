package io.valora.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.schema.Bounds;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenRowsTest {
  private static final Signature SIGNATURE =
      new Signature(
          "regression",
          ModelKind.TABLE,
          List.of(
              ColumnSpec.of("branch", ColumnType.STRING).optional(),
              ColumnSpec.of("amount", ColumnType.INT).withBounds(new Bounds(0, 9))),
          new Output("won", "predicted won", "", Range.ALL, List.of()),
          List.of());

  @Test
  void rowsAreWrittenAsTextsWithAnswersOfTheModel() {
    List<GoldenRow> rows = rows(1, new Object[] {"north", 3}, new Object[] {null, 4});
    assertThat(rows)
        .containsExactly(
            new GoldenRow(Map.of("branch", "north", "amount", "3"), 8),
            new GoldenRow(Map.of("amount", "4"), 4),
            new GoldenRow(Map.of("amount", "3"), 3),
            new GoldenRow(Map.of("branch", "(unseen)", "amount", "3"), 11));
  }

  @Test
  void aRowThatNoTextIsReadAsIsLeftOut() {
    assertThat(rows(1, new Object[] {null, 12}, new Object[] {null, 5}))
        .first()
        .isEqualTo(new GoldenRow(Map.of("amount", "5"), 5));
  }

  @Test
  void aRowWithoutAFiniteAnswerIsLeftOut() {
    assertThat(rows(Double.MAX_VALUE, new Object[] {null, 9}, new Object[] {null, 0}))
        .containsExactly(new GoldenRow(Map.of("amount", "0"), 0));
  }

  @Test
  void aModelWithoutAnyFiniteAnswerIsRefused() {
    assertThatThrownBy(() -> rows(Double.NaN, new Object[] {"north", 3}))
        .isInstanceOfSatisfying(
            JobException.class,
            refused -> assertThat(refused.outcome()).isEqualTo(Outcome.UNEXPECTED))
        .hasMessage("Cannot predict: the answer is not a finite number (NaN)");
  }

  @Test
  void withoutRowsThereIsNothingToTell() {
    assertThat(rows(1)).isEmpty();
  }

  @Test
  void anotherScorerIsHeldAgainstTheRows() {
    Signature signature = SIGNATURE.withGoldenRows(rows(1, new Object[] {"north", 3}));
    signature.verify(new Scaled(1));
    signature.verify(values -> sum(values) + 1e-6);
    assertThatThrownBy(() -> signature.verify(values -> sum(values) + 1))
        .isInstanceOf(JobException.class)
        .hasMessage("Cannot load the model: golden row 1 gives 9.0 instead of 8.0");
  }

  private static List<GoldenRow> rows(double factor, Object[]... rows) {
    return GoldenRows.of(new Scaled(factor), List.of(rows));
  }

  private static double sum(Object[] values) {
    return (values[0] == null ? 0 : ((String) values[0]).length()) + (int) values[1];
  }

  /** The length of the branch and the amount, times a factor. */
  private record Scaled(double factor) implements Model {
    @Override
    public Signature signature() {
      return SIGNATURE;
    }

    @Override
    public Prediction predict(Object[] values) {
      return Prediction.of(factor * sum(values));
    }
  }
}
