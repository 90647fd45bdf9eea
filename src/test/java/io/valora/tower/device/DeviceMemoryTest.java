package io.valora.tower.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.testing.tower.DeviceExamples;
import io.valora.testing.tower.HostLibrary;
import io.valora.tower.Activation;
import io.valora.tower.IndexBatch;
import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceMemoryTest {
  @Test
  void theForecastIsWhatAReplicaAllocates() {
    DeviceLibrary library = HostLibrary.orSkip();
    for (int rows : new int[] {1, 300, 9000}) {
      DeviceExamples.all()
          .forEach(
              (name, design) -> {
                DeviceMemory memory = new DeviceMemory(design, rows);
                try (DeviceReplica replica =
                    new DeviceReplica(library, 0, Precision.FP32, design, rows)) {
                  assertThat(replica.allocated()).as(name).isEqualTo(memory.ofReplica());
                  IndexBatch batch = DeviceExamples.batch(design, rows, 3);
                  replica.hand(batch);
                  assertThat(replica.allocated())
                      .as(name)
                      .isEqualTo(memory.ofReplica() + memory.ofRows(rows, entries(batch, design)));
                }
              });
    }
  }

  @Test
  void rowsThatAreKeptAreForecastToo() {
    DeviceLibrary library = HostLibrary.orSkip();
    TowerDesign design = DeviceExamples.all().get("dense layers by Adagrad");
    DeviceMemory memory = new DeviceMemory(design, 100);
    try (DeviceReplica replica = new DeviceReplica(library, 0, Precision.FP32, design, 100)) {
      replica.hand(DeviceExamples.batch(design, 730, 3));
      replica.keep(new long[730]);
      assertThat(replica.allocated())
          .isEqualTo(memory.ofReplica() + memory.ofRows(730, new int[2]) + memory.ofShard(730));
    }
  }

  @Test
  void moreThanTheDeviceHasIsRefused() {
    DeviceLibrary library = HostLibrary.orSkip();
    long total = Devices.of(library).found().get(0).totalBytes();
    TableShape table = new TableShape(1 << 24, 100);
    int tables = (int) (total / ((long) table.rows() * table.dimension() * Float.BYTES)) + 1;
    TowerShape dense =
        new TowerShape(tables * 100, List.of(), Activation.RELU, TowerLoss.MSE, 0, 0);
    TowerDesign design =
        new TowerDesign(Collections.nCopies(tables, table), dense, DeviceExamples.DESCENT, 0, 0);
    assertThat(new DeviceMemory(design, 1).ofReplica()).isGreaterThan(total);
    assertThatThrownBy(() -> new DeviceReplica(library, 0, Precision.FP32, design, 1))
        .isInstanceOfSatisfying(
            DeviceException.class, problem -> assertThat(problem.outOfMemory()).isTrue())
        .hasMessageStartingWith("Allocating memory");
  }

  private static int[] entries(IndexBatch batch, TowerDesign design) {
    int[] entries = new int[design.tables().size()];
    for (int table = 0; table < entries.length; table++) {
      entries[table] = batch.bags(table) == null ? 0 : batch.bags(table).entries();
    }
    return entries;
  }
}
