package io.valora.tower.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.tower.DeviceExamples;
import io.valora.testing.tower.HostLibrary;
import io.valora.tower.IndexBatch;
import io.valora.tower.Replica;
import io.valora.tower.TableShape;
import io.valora.tower.TouchedRows;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerReplica;
import io.valora.tower.TowerState;
import io.valora.tower.TowerUpdate;
import io.valora.tower.UpdateRule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

  /** Of rows that are kept only the order is handed over; the steps are the same. */
  @Test
  void rowsThatAreKeptTrainLikeBatches() {
    List<TowerDesign> designs =
        DeviceExamples.all().values().stream()
            .filter(design -> design.tables().stream().noneMatch(TableShape::isBag))
            .toList();
    assertThat(designs).hasSizeGreaterThan(20);
    for (TowerDesign design : designs) {
      try (DeviceReplica inBatches = on(design);
          DeviceReplica resident = on(design)) {
        IndexBatch rows = DeviceExamples.batch(design, 2 * ROWS + 50, 3);
        IntBuffer order = shuffled(rows.rows());
        inBatches.load(DeviceExamples.start(design));
        double loss = 0;
        for (int batch = 0; batch < 3; batch++) {
          loss = inBatches.train(picked(design, rows, order, batch), batch + 4, batch);
        }

        resident.hand(rows);
        resident.keep(new long[rows.rows()]);
        resident.load(DeviceExamples.start(design));
        resident.order(order, 0, 0);
        resident.train(0, 2, 4, new long[] {0, 1});
        resident.train(2, 1, 6, new long[] {2});

        assertThat(resident.loss(2)).isEqualTo(loss);
        assertThat(resident.end()).usingRecursiveComparison().isEqualTo(inBatches.end());
      }
    }
  }

  @Test
  void tensorCoresRoundTheNumbersOfProducts() {
    TowerDesign design = DeviceExamples.all().get("wide layers");
    try (Replica host = new TowerReplica(design);
        Replica device = new DeviceReplica(library, 0, Precision.TF32, design, ROWS)) {
      float[] expected = trained(host, design, 1).dense();
      float[] actual = trained(device, design, 1).dense();
      assertThat(distance(expected, actual)).isBetween(1e-6, 1e-2);
    }
  }

  private static IntBuffer shuffled(int rows) {
    List<Integer> places = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      places.add(row);
    }
    Collections.shuffle(places, new Random(1));
    IntBuffer order =
        ByteBuffer.allocateDirect(rows * Integer.BYTES)
            .order(ByteOrder.nativeOrder())
            .asIntBuffer();
    places.forEach(order::put);
    return order.flip();
  }

  private static IndexBatch picked(
      TowerDesign design, IndexBatch rows, IntBuffer order, int number) {
    int from = number * ROWS;
    int count = Math.min(ROWS, rows.rows() - from);
    IndexBatch picked = new IndexBatch(design.tables(), design.numbers(), count);
    for (int i = 0; i < count; i++) {
      int place = order.get(from + i);
      for (int table = 0; table < design.tables().size(); table++) {
        picked.indices()[table][i] = rows.indices()[table][place];
      }
      picked.labels()[i] = rows.labels()[place];
      System.arraycopy(
          rows.numbers(),
          place * design.numbers(),
          picked.numbers(),
          i * design.numbers(),
          design.numbers());
    }
    picked.holds(count);
    return picked;
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
