package io.valora.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.tower.Activation;
import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import io.valora.tower.UpdateRule;
import io.valora.tower.device.Devices;
import io.valora.training.memory.TrainingLoad;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeviceFitTest {
  private static final long GIBIBYTE = 1L << 30;

  private static final TowerDesign DESIGN =
      new TowerDesign(
          List.of(new TableShape(1_000_000, 32), new TableShape(100_000, 32)),
          new TowerShape(64, List.of(256, 64), Activation.RELU, TowerLoss.MSE, 0, 0),
          new UpdateRule.Adagrad(0.1f, 0.1f, 1e-7f),
          0,
          0);

  @Test
  void whatFitsIsToldInOneLine() {
    DeviceFit fit = fit(4, 1, 80);
    fit.require();
    assertThat(fit.summary())
        .startsWith("Device memory planned: 4 replicas on Card need ")
        .endsWith(" MiB of its memory, and 81,920 are free");
  }

  @Test
  void replicasThatDoNotFitAreRefusedWithTheShardsThatWould() {
    assertThatThrownBy(fit(8, 1, 3)::require)
        .isInstanceOfSatisfying(
            JobException.class,
            refusal -> assertThat(refusal.outcome()).isEqualTo(Outcome.RESOURCES))
        .hasMessageMatching(
            "Cannot train on a GPU: 8 replicas on Card need [0-9,]+ MiB of its memory, and 3,072 are"
                + " free \\(training.shards: [1-7]\\)");
    fit(8, 4, 3).require();
    assertThatThrownBy(new DeviceFit(DESIGN, 1 << 24, load(1), 1, fit(1, 1, 4).reports())::require)
        .hasMessageEndingWith("(training.batch-size: 8192)");
    assertThatThrownBy(fit(8, 1, 1)::require).hasMessageEndingWith("(training.device: cpu)");
  }

  private static TrainingLoad load(int shards) {
    return new TrainingLoad(shards, 1_000_000, 1_000_000 / shards, 8192, 81_920, 24);
  }

  private static DeviceFit fit(int shards, int cards, int gibibytes) {
    List<Devices.Device> found =
        IntStream.range(0, cards)
            .mapToObj(
                i ->
                    new Devices.Device(
                        i,
                        "Card",
                        gibibytes * GIBIBYTE,
                        gibibytes * GIBIBYTE,
                        "13.0",
                        "13.0",
                        "9.0"))
            .toList();
    List<DeviceReport> reports = List.of(new DeviceReport("1", "here", new Devices(found, "")));
    return new DeviceFit(DESIGN, 8192, load(shards), shards, reports);
  }
}
