package io.valora.tower.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.tower.DeviceExamples;
import io.valora.testing.tower.HostLibrary;
import io.valora.tower.IndexBatch;
import io.valora.tower.Replica;
import io.valora.tower.TouchedRows;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerReplica;
import io.valora.tower.TowerState;
import io.valora.tower.TowerUpdate;
import io.valora.tower.UpdateRule;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The device's arithmetic, compiled for the processor, beside that of {@link TowerReplica}. */
class DeviceReplicaTest {
  private static final int ROWS = 300;
  private static final int STEPS = 100;

  private static DeviceLibrary library;

  @BeforeAll
  static void compile() {
    library = HostLibrary.orSkip();
  }

  static Stream<String> designs() {
    return DeviceExamples.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void gradientsAndLossAreThoseOfTheProcessor(String name) {
    TowerDesign design =
        DeviceExamples.by(new UpdateRule.GradientDescent(1f), DeviceExamples.all().get(name));
    IndexBatch batch = DeviceExamples.batch(design, ROWS, 1);
    float[] start = DeviceExamples.start(design).parameters(design);
    try (Replica host = new TowerReplica(design);
        Replica device = on(design)) {
      TowerState expected = DeviceExamples.start(design);
      TowerState actual = DeviceExamples.start(design);
      host.load(expected);
      device.load(actual);
      double loss = host.train(batch, 1, 7);
      assertThat(device.train(batch, 1, 7)).isCloseTo(loss, within(1e-6 * Math.max(1, loss)));
      expected.apply(design, host.end());
      actual.apply(design, device.end());
      float[] gradients = difference(start, expected.parameters(design));
      float[] ofDevice = difference(start, actual.parameters(design));
      assertThat(distance(gradients, ofDevice)).isLessThan(1e-5 * largest(gradients));
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void trajectoriesStayTogether(String name) {
    TowerDesign design = DeviceExamples.all().get(name);
    try (Replica host = new TowerReplica(design);
        Replica device = on(design)) {
      TowerUpdate expected = trained(host, design, STEPS);
      TowerUpdate actual = trained(device, design, STEPS);
      assertThat(actual.rows()).isEqualTo(expected.rows());
      assertThat(distance(expected.dense(), actual.dense()))
          .isLessThan(1e-4 * Math.max(1, largest(expected.dense())));
      for (int table = 0; table < expected.tables().size(); table++) {
        compare(expected.tables().get(table), actual.tables().get(table));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("designs")
  void twoRunsHaveTheSameBits(String name) {
    TowerDesign design = DeviceExamples.all().get(name);
    try (Replica one = on(design);
        Replica other = on(design)) {
      TowerUpdate first = trained(one, design, 10);
      assertThat(trained(other, design, 10)).usingRecursiveComparison().isEqualTo(first);
      assertThat(trained(one, design, 10)).usingRecursiveComparison().isEqualTo(first);
    }
  }

  private static TowerUpdate trained(Replica replica, TowerDesign design, int steps) {
    replica.load(DeviceExamples.start(design));
    for (int step = 1; step <= steps; step++) {
      replica.train(DeviceExamples.batch(design, step % 3 == 0 ? 40 : ROWS, step), step, step);
    }
    return replica.end();
  }

  private static void compare(TouchedRows expected, TouchedRows actual) {
    Map<Integer, float[]> rows = byRow(expected);
    assertThat(actual.rows()).isSorted().hasSize(rows.size());
    Map<Integer, float[]> found = byRow(actual);
    assertThat(found.keySet()).isEqualTo(rows.keySet());
    rows.forEach(
        (row, values) ->
            assertThat(distance(values, found.get(row)))
                .isLessThan(1e-4 * Math.max(1, largest(values))));
    assertThat(touches(actual)).isEqualTo(touches(expected));
  }

  private static Map<Integer, float[]> byRow(TouchedRows touched) {
    Map<Integer, float[]> rows = new TreeMap<>();
    for (int i = 0; i < touched.rows().length; i++) {
      int stride = touched.values().length / touched.rows().length;
      rows.put(
          touched.rows()[i], Arrays.copyOfRange(touched.values(), i * stride, (i + 1) * stride));
    }
    return rows;
  }

  private static Map<Integer, Integer> touches(TouchedRows touched) {
    Map<Integer, Integer> touches = new TreeMap<>();
    for (int i = 0; i < touched.rows().length; i++) {
      touches.put(touched.rows()[i], touched.touches()[i]);
    }
    return touches;
  }

  private static DeviceReplica on(TowerDesign design) {
    return new DeviceReplica(library, 0, Precision.FP32, design, ROWS);
  }

  private static float[] difference(float[] from, float[] to) {
    float[] difference = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      difference[i] = to[i] - from[i];
    }
    return difference;
  }

  private static double distance(float[] one, float[] other) {
    return largest(difference(one, other));
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      assertThat(value).isFinite();
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
