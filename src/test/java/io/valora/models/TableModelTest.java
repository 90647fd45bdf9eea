package io.valora.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.table.TableEncoder;
import io.valora.model.ModelKind;
import io.valora.model.Output;
import io.valora.model.Range;
import io.valora.model.Signature;
import io.valora.schema.Bounds;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.Normalizer;
import io.valora.tower.Activation;
import io.valora.tower.RowKernel;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableModelTest {
  private static final TableEncoder ENCODER =
      TableEncoder.fromJson(
          "encoder.json",
          """
          {"format-version": 1,
           "target": {"name": "won", "mean": 1, "standard-deviation": 1, "lowest": 0, "highest": 9},
           "columns": [
             {"name": "amount", "type": "double", "normalisers": ["trim"], "missing-in-train": 0,
              "kind": "numeric", "fill": 4, "shift": 0, "divisor": 2},
             {"name": "member", "type": "int", "normalisers": ["trim"], "missing-in-train": 0,
              "kind": "numeric", "fill": 0, "shift": 0, "divisor": 1},
             {"name": "branch", "type": "string", "normalisers": ["trim"], "missing-in-train": 1,
              "kind": "categorical", "categories": ["NORTH", "SOUTH"], "other-rows": 3,
              "fill": "NORTH"}]}
          """);
  private static final List<ColumnSpec> INPUTS =
      List.of(
          ColumnSpec.of("amount", ColumnType.DOUBLE).withBounds(new Bounds(0, 50)),
          ColumnSpec.of("member", ColumnType.INT).withValues(Map.of("yes", "1", "no", "0")),
          ColumnSpec.of("branch", ColumnType.STRING)
              .withNormalizers(List.of(Normalizer.TRIM, Normalizer.UPPER_CASE))
              .optional());
  private final TableModel model = model(1);

  @Test
  void cellsAreReadAsTrainingReadThem() {
    assertThat(answer(Map.of("amount", "6", "member", "yes", "branch", " south ")))
        .isEqualTo(3 + 10 + 200 + 0.5);
    assertThat(answer(Map.of("amount", "0", "member", "no", "branch", "NORTH")))
        .isEqualTo(100 + 0.5);
  }

  @Test
  void anUnseenCategoryIsAnotherOneAndAMissingOneIsFilled() {
    assertThat(answer(Map.of("amount", "0", "member", "no", "branch", "west")))
        .isEqualTo(300 + 0.5);
    assertThat(answer(Map.of("amount", "0", "member", "no"))).isEqualTo(100 + 1000 + 0.5);
  }

  @Test
  void anUnknownCategoryDrawsARemark() {
    assertThat(model.remarks(new Object[] {1.0, 1, "WEST"}))
        .containsExactly("Remark: branch 'WEST' is none of the categories that training knew");
    assertThat(model.remarks(new Object[] {1.0, 1, "NORTH"})).isEmpty();
    assertThat(model.remarks(new Object[] {1.0, 1, null})).isEmpty();
  }

  @Test
  void everyProblemOfARowIsNamed() {
    assertThatThrownBy(() -> answer(Map.of("amount", "999", "brunch", "north")))
        .isInstanceOfSatisfying(
            JobException.class,
            refused -> assertThat(refused.outcome()).isEqualTo(Outcome.INVALID_REQUEST))
        .hasMessage(
            "Invalid row: brunch is no input of the model (must be amount, member, branch; "
                + "did you mean 'branch'?); amount is 999 (must be at most 50.0); "
                + "member is missing (must be a whole number)");
    assertThatThrownBy(() -> answer(Map.of("amount", "1", "member", "maybe")))
        .hasMessage("Invalid row: member is 'maybe' (must be one of no, yes)");
  }

  @Test
  void anAnswerThatIsNoFiniteNumberIsRefused() {
    assertThatThrownBy(
            () -> model(Float.MAX_VALUE).predict(Map.of("amount", "50", "member", "yes")))
        .isInstanceOfSatisfying(
            JobException.class,
            refused -> assertThat(refused.outcome()).isEqualTo(Outcome.UNEXPECTED))
        .hasMessage("Cannot predict: the answer is not a finite number (Infinity)");
  }

  @Test
  void aNetworkOfOtherNumbersIsRefused() {
    TowerShape shape = new TowerShape(2, List.of(), Activation.RELU, TowerLoss.MSE, 0, 0);
    RowKernel narrow = new RowKernel(List.of(), shape, new float[3]);
    assertThatThrownBy(() -> new TableModel(model.signature(), ENCODER, narrow))
        .hasMessage(
            "Cannot load the model: the network or the signature isn't of the encoder's 6 numbers of "
                + "[amount, member, branch]");
  }

  private double answer(Map<String, String> cells) {
    return model.predict(cells).value();
  }

  /** Weights of the amount, the member, two branches, another one and a missing one. */
  private static TableModel model(float ofAmount) {
    TowerShape shape = new TowerShape(6, List.of(), Activation.RELU, TowerLoss.MSE, 0, 0);
    float[] weights = {ofAmount, 10, 100, 200, 300, 1000, 0.5f};
    return new TableModel(
        new Signature(
            "regression",
            ModelKind.TABLE,
            INPUTS,
            new Output("won", "predicted won", "", Range.ALL, List.of()),
            List.of()),
        ENCODER,
        new RowKernel(List.of(), shape, weights));
  }
}
