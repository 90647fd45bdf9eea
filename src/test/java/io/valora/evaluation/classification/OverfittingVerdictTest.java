package io.valora.evaluation.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OverfittingVerdictTest {

  @Test
  void aValidationLossThatRisesAgainHasTurned() {
    OverfittingVerdict verdict =
        OverfittingVerdict.of(
            List.of(
                new EpochLoss(1, 0.5, 0.4),
                new EpochLoss(2, 0.3, 0.3),
                new EpochLoss(3, 0.1, 0.45)));

    assertThat(verdict.turnedAfter()).hasValue(2);
    assertThat(verdict.gapAtEnd()).isCloseTo(0.35, within(1e-12));
    assertThat(verdict.sentence())
        .isEqualTo(
            "The validation loss turned after epoch 2, at 0.300; from there on the model overfitted:"
                + " after epoch 3 the loss is 0.100 on training rows and 0.450 on validation rows.");
  }

  @Test
  void aValidationLossThatFallsToTheEndHasNot() {
    OverfittingVerdict verdict =
        OverfittingVerdict.of(List.of(new EpochLoss(1, 0.5, 0.4), new EpochLoss(2, 0.3, 0.35)));

    assertThat(verdict.turnedAfter()).isEmpty();
    assertThat(verdict.sentence())
        .isEqualTo(
            "The validation loss was not rising when training ended with epoch 2: 0.300 on training"
                + " rows, 0.350 on validation rows. There is no sign of overfitting.");
  }

  @Test
  void withoutAValidationLossNobodyCanTell() {
    for (List<EpochLoss> epochs :
        List.of(List.<EpochLoss>of(), List.of(new EpochLoss(1, 0.5, Double.NaN)))) {
      OverfittingVerdict verdict = OverfittingVerdict.of(epochs);

      assertThat(verdict.turnedAfter()).isEmpty();
      assertThat(verdict.gapAtEnd()).isNaN();
      assertThat(verdict.sentence()).startsWith("No validation loss was measured");
    }
  }
}
