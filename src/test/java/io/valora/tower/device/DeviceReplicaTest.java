package io.valora.tower.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.testing.tower.DeviceExamples;
import io.valora.testing.tower.DeviceParity;
import io.valora.testing.tower.HostLibrary;
import io.valora.tower.IndexBatch;
import io.valora.tower.Replica;
import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The device's arithmetic, compiled for the processor, beside that of {@link TowerReplica}. */
class DeviceReplicaTest {
  private static final int ROWS = DeviceParity.ROWS;
  private static final DeviceParity PARITY = new DeviceParity(DeviceReplicaTest::on);

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
    TowerDesign design = DeviceExamples.all().get(name);
    assertThat(PARITY.gradients(design)).isLessThan(1e-5);
    assertThat(PARITY.loss(design)).isLessThan(1e-6);
  }

  @ParameterizedTest
  @MethodSource("designs")
  void trajectoriesStayTogether(String name) {
    assertThat(PARITY.trajectory(DeviceExamples.all().get(name), 100)).isLessThan(1e-4);
  }

  @ParameterizedTest
  @MethodSource("designs")
  void twoRunsHaveTheSameBits(String name) {
    assertThat(PARITY.repeats(DeviceExamples.all().get(name), 10)).isTrue();
  }

  /** On a card they run at once: none may read what another one of its phase writes. */
  @Test
  void theOrderOfBlocksAndThreadsMakesNoDifference() {
    DeviceLibrary backwards = HostLibrary.backwardsOrSkip();
    for (Precision precision : Precision.values()) {
      for (TowerDesign design : DeviceExamples.all().values()) {
        try (Replica one = new DeviceReplica(library, 0, precision, design, ROWS);
            Replica other = new DeviceReplica(backwards, 0, precision, design, ROWS)) {
          assertThat(DeviceParity.trained(other, design, 5))
              .usingRecursiveComparison()
              .isEqualTo(DeviceParity.trained(one, design, 5));
        }
      }
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
    DeviceParity rounding =
        new DeviceParity(
            design -> new DeviceReplica(library, 0, Precision.TF32, design, DeviceParity.ROWS));
    TowerDesign design = DeviceExamples.all().get("wide layers");
    assertThat(rounding.gradients(design)).isBetween(1e-5, 1e-2);
    assertThat(rounding.repeats(design, 10)).isTrue();
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

  private static DeviceReplica on(TowerDesign design) {
    return new DeviceReplica(library, 0, Precision.FP32, design, ROWS);
  }
}
