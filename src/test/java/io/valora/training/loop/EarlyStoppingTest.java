package io.valora.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.networks.TrainedNetwork;
import io.valora.training.EarlyStoppingConfig;
import io.valora.training.EpochMetrics;
import io.valora.training.EpochRecord;
import io.valora.training.MonitoredMetric;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  @Test
  void endsAfterAsManyEpochsWithoutImprovementAsItIsPatient() {
    EarlyStopping stopping =
        after(new EarlyStoppingConfig(true, MonitoredMetric.RMSE, 2, 0), 3, 1, 2);
    assertThat(stopping.isOver()).isFalse();

    stopping.update(epoch(4, 1.5), network(4));

    assertThat(stopping.isOver()).isTrue();
    assertThat(stopping.bestEpoch()).isEqualTo(2);
    assertThat(stopping.bestNetwork()).isEqualTo(network(2));
  }

  @Test
  void anImprovementMustExceedTheLeastDifference() {
    EarlyStopping stopping =
        after(new EarlyStoppingConfig(true, MonitoredMetric.RMSE, 3, 0.1), 1, 0.95, 0.91, 0.89);

    assertThat(stopping.bestEpoch()).isEqualTo(4);
  }

  @Test
  void switchedOffItKeepsTheLastEpoch() {
    EarlyStopping stopping =
        after(new EarlyStoppingConfig(false, MonitoredMetric.RMSE, 1, 0), 1, 2, 3, Double.NaN);

    assertThat(stopping.isOver()).isFalse();
    assertThat(stopping.bestEpoch()).isEqualTo(4);
    assertThat(stopping.bestNetwork()).isEqualTo(network(4));
  }

  private static EarlyStopping after(EarlyStoppingConfig config, double... metrics) {
    EarlyStopping stopping = new EarlyStopping(config);
    for (int k = 0; k < metrics.length; k++) {
      stopping.update(epoch(k + 1, metrics[k]), network(k + 1));
    }
    return stopping;
  }

  private static EpochRecord epoch(int epoch, double metric) {
    return new EpochRecord(epoch, new EpochMetrics(0, 0), new EpochMetrics(0, metric), 1, 1);
  }

  private static TrainedNetwork network(int epoch) {
    return new TrainedNetwork("epoch " + epoch, null);
  }
}
