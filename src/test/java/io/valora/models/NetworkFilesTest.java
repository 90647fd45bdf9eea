package io.valora.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.base.JobException;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.tower.RowKernel;
import io.valora.tower.TableShape;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkFilesTest {
  private static final RowKernel KERNEL =
      new RowKernel(
          List.of(new TableShape(2, 1), new TableShape(1, 1)),
          TowerShape.factors(0, TowerLoss.MSE),
          new float[] {1, 2, 3, 4});

  private final Storage storage = new Storage(new Configuration());
  @TempDir private Path root;

  @Test
  void bothNetworksStandBesideEachOther() {
    RunFolder folder = new RunFolder(root.toString(), "job", "run");
    NetworkFiles.NETWORK.write(storage, folder, KERNEL);

    assertThat(NetworkFiles.RANKING.exist(storage, folder)).isFalse();
    NetworkFiles.RANKING.write(storage, folder, KERNEL);
    assertThat(NetworkFiles.NETWORK.read(storage, folder).parameters()).containsExactly(1, 2, 3, 4);
    assertThat(storage.names(folder.model("")))
        .contains("network.json", "weights.bin", "ranking.json", "ranking.bin");

    NetworkFiles.RANKING.delete(storage, folder);
    assertThat(NetworkFiles.RANKING.exist(storage, folder)).isFalse();
    assertThat(NetworkFiles.NETWORK.exist(storage, folder)).isTrue();
  }

  @Test
  void weightsThatWereCutOffAreRefused() {
    RunFolder folder = new RunFolder(root.toString(), "job", "run");
    NetworkFiles.NETWORK.write(storage, folder, KERNEL);
    storage.write(folder.model("weights.bin"), new byte[] {1, 2, 3});

    assertThatThrownBy(() -> NetworkFiles.NETWORK.read(storage, folder))
        .isInstanceOf(JobException.class)
        .hasMessage(
            "Cannot read the weights of %s: fewer than 4 numbers"
                .formatted(folder.model("network.json")));
  }
}
