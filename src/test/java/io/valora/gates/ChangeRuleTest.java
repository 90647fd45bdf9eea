package io.valora.gates;

import static io.valora.gates.GateVerdict.FAILED;
import static io.valora.gates.GateVerdict.NOT_JUDGED;
import static io.valora.gates.GateVerdict.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.evaluation.PairedMetrics;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeRuleTest {
  private static final JudgedMetrics RMSE =
      new JudgedMetrics("rmse", Comparator.naturalOrder(), List.of("rmse"), List.of());
  private static final JudgedMetrics ACCURACY =
      new JudgedMetrics("accuracy", Comparator.reverseOrder(), List.of("accuracy"), List.of());

  @Test
  void runThatIsWorseByMoreThanTheBoundByItsWholeIntervalFails() {
    assertThat(verdict(RMSE, 0, 0.93, 0.90)).isEqualTo(FAILED);
    assertThat(verdict(RMSE, 0.02, 0.93, 0.90)).isEqualTo(PASSED);
    assertThat(verdict(RMSE, 0, 0.91, 0.90)).isEqualTo(PASSED);
    assertThat(verdict(RMSE, 0, 0.80, 0.90)).isEqualTo(PASSED);
    assertThat(verdict(ACCURACY, 0, 0.80, 0.90)).isEqualTo(FAILED);
    assertThat(verdict(ACCURACY, 0, 0.95, 0.90)).isEqualTo(PASSED);
  }

  @Test
  void withoutRowsOrChampionItIsNotJudged() {
    ChangeRule rule = new ChangeRule(ChangeRule.NAME, RMSE, 0);
    assertThat(rule.judge("r1", PairedMetrics.NONE).verdict()).isEqualTo(NOT_JUDGED);
    assertThat(rule.notJudged("not applicable").sentence()).isEqualTo("not applicable");
  }

  private static GateVerdict verdict(
      JudgedMetrics metrics, double bound, double own, double other) {
    return new ChangeRule(ChangeRule.NAME, metrics, bound)
        .judge("r1", new PairedMetrics(500, own, other, 0.0075))
        .verdict();
  }
}
