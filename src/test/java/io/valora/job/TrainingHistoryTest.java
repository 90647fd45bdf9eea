package io.valora.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.training.EpochMetrics;
import io.valora.training.EpochRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {
  @Test
  void historyIsReadBackAsItWasWritten() {
    TrainingHistory history =
        new TrainingHistory(
            List.of(
                new EpochRecord(
                    1,
                    new EpochMetrics(1.5, 1.25),
                    new EpochMetrics(Double.NaN, Double.NaN),
                    100,
                    0.5),
                new EpochRecord(
                    2, new EpochMetrics(1.0, 1.0), new EpochMetrics(0.25, 0.5), 100, 0.25)),
            2);
    assertThat(history.toCsv())
        .isEqualTo(
            "epoch,train-loss,train-metric,validation-loss,validation-metric,rows,seconds,kept\r\n"
                + "1,1.5,1.25,,,100,0.5,false\r\n2,1.0,1.0,0.25,0.5,100,0.25,true\r\n");
    assertThat(TrainingHistory.fromCsv(history.toCsv())).isEqualTo(history);
  }
}
