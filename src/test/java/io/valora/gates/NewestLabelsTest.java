package io.valora.gates;

import static io.valora.gates.GateVerdict.FAILED;
import static io.valora.gates.GateVerdict.NOT_JUDGED;
import static io.valora.gates.GateVerdict.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.valora.evaluation.PairedMetrics;
import org.junit.jupiter.api.Test;

class NewestLabelsTest {
  private static final PairedMetrics OLDER = new PairedMetrics(1000, 0.8, 1.25, 0.02);

  @Test
  void labelsThatAreExplainedLessThanHalfAsWellFail() {
    assertThat(judge(200, 1.24, 0.05)).isEqualTo(FAILED);
    assertThat(judge(200, 1.40, 0.05)).isEqualTo(FAILED);
    assertThat(judge(200, 0.95, 0.05)).isEqualTo(PASSED);
    assertThat(judge(200, 0.70, 0.05)).isEqualTo(PASSED);
  }

  @Test
  void whatChanceMayExplainPasses() {
    assertThat(judge(40, 1.24, 0.2)).isEqualTo(PASSED);
    assertThat(judge(29, 1.24, 0.05)).isEqualTo(NOT_JUDGED);
    assertThat(NewestLabels.judge(new PairedMetrics(99, 0, 0, 0), OLDER).verdict())
        .isEqualTo(NOT_JUDGED);
  }

  @Test
  void aRunThatExplainsLittleIsNotHeldToMore() {
    PairedMetrics little = new PairedMetrics(1000, 1.24, 1.25, 0.01);
    assertThat(NewestLabels.judge(new PairedMetrics(200, 1.25, 1.25, 0.02), little).verdict())
        .isEqualTo(PASSED);
  }

  @Test
  void figuresStandInTheSentence() {
    GateResult result = NewestLabels.judge(new PairedMetrics(200, 1.25, 1.25, 0.05), OLDER);
    assertThat(result.sentence())
        .startsWith("0.0000 of the squared error")
        .endsWith("0.3600 on older ones");
    assertThat(result.bound()).isEqualTo(0.18);
  }

  private static GateVerdict judge(long rows, double own, double error) {
    return NewestLabels.judge(new PairedMetrics(rows, own, 1.25, error), OLDER).verdict();
  }
}
