package io.valora.training.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.tower.DeviceExamples;
import io.valora.testing.tower.HostLibrary;
import io.valora.tower.EntryLists;
import io.valora.tower.IndexBatch;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerState;
import io.valora.tower.TowerUpdate;
import io.valora.tower.device.DeviceLibrary;
import io.valora.tower.device.DeviceReplica;
import io.valora.tower.device.Precision;
import io.valora.training.LinkedTable;
import io.valora.training.Negatives;
import io.valora.training.RoundPlan;
import io.valora.training.RoundSlice;
import io.valora.training.shards.BatchPlan;
import io.valora.training.shards.Shard;
import io.valora.training.shards.ShardBatches;
import io.valora.training.shards.ShardRows;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rounds on a device, by the library compiled for the processor. */
class DeviceRoundTest {
  private static final int ROWS = 2345;
  private static final RoundPlan ROUNDS = new RoundPlan(12, 12);
  private static final RoundSlice TWO_EPOCHS = new RoundSlice(3, 4, 0, 12);

  private static DeviceLibrary library;

  private final TowerDesign design = DeviceExamples.all().get("dropout");
  private final Shard shard = shard(0);

  @BeforeAll
  static void compile() {
    library = HostLibrary.orSkip();
  }

  @Test
  void roundsAreThoseOfTheProcessor() {
    for (BatchPlan plan : plans()) {
      TowerUpdate expected = round(plan, ReplicaFactory.processor(), shard);
      TowerUpdate actual = round(plan, onDevice(), shard);
      TowerState one = DeviceExamples.start(design);
      TowerState other = DeviceExamples.start(design);
      one.apply(design, expected);
      other.apply(design, actual);
      assertThat(actual.rows()).isEqualTo(expected.rows());
      float[] parameters = one.parameters(design);
      for (int i = 0; i < parameters.length; i++) {
        assertThat(other.parameters(design)[i]).isCloseTo(parameters[i], within(1e-4f));
      }
    }
  }

  @Test
  void aShardThatStaysOnTheDeviceTrainsToTheBitsOfItsBatches() {
    for (BatchPlan plan : plans()) {
      TowerUpdate resident = round(plan, onDevice(), shard);
      try (DeviceReplica replica = replica(plan.batchSize() * plan.negatives().factor())) {
        replica.load(DeviceExamples.start(design));
        IndexBatch rows = ShardRows.room(design, plan.negatives(), plan.batchSize());
        for (int epoch = 3; epoch <= 4; epoch++) {
          ShardBatches batches = new ShardBatches(plan, epoch, shard);
          for (int batch = 0; batch < batches.count(); batch++) {
            batches.fill(batch, rows);
            replica.train(rows, ROUNDS.step(epoch, batch), batches.seedOf(batch));
          }
        }
        assertThat(resident).usingRecursiveComparison().isEqualTo(replica.end());
      }
    }
  }

  /** A replica serves another shard when a task of that runs where it lies. */
  @Test
  void oneReplicaServesShardsInTurn() {
    BatchPlan plan = plans().get(1);
    String training = UUID.randomUUID().toString();
    List<TowerUpdate> alone =
        List.of(round(plan, onDevice(), shard), round(plan, onDevice(), shard(1)));
    RoundTask task = task(training, plan, onDevice());
    for (int turn = 0; turn < 2; turn++) {
      assertThat(task.apply(shard).update()).usingRecursiveComparison().isEqualTo(alone.get(0));
      assertThat(task.apply(shard(1)).update()).usingRecursiveComparison().isEqualTo(alone.get(1));
    }
    assertThat(task.apply(empty()).update().rows()).isZero();
    ReplicaPool.release(training);
  }

  private static List<BatchPlan> plans() {
    return List.of(
        new BatchPlan(11, 200, 0),
        new BatchPlan(11, 200, 0.2),
        new BatchPlan(11, 3000, 0.2),
        new BatchPlan(11, 200, 0, Negatives.NONE, 16),
        new BatchPlan(11, 200, 0.1, new Negatives(2, 1, 37)));
  }

  private TowerUpdate round(BatchPlan plan, ReplicaFactory replicas, Shard some) {
    String training = UUID.randomUUID().toString();
    TowerUpdate update = task(training, plan, replicas).apply(some).update();
    ReplicaPool.release(training);
    return update;
  }

  private RoundTask task(String training, BatchPlan plan, ReplicaFactory replicas) {
    StateChain start = new StateChain(Published.here(DeviceExamples.start(design)), List.of(), 0);
    Published<List<LinkedTable>> links = Published.here(List.of());
    return new RoundTask(training, design, plan, ROUNDS, TWO_EPOCHS, start, links, replicas);
  }

  private ReplicaFactory onDevice() {
    return (some, batchRows) -> replica(batchRows);
  }

  private DeviceReplica replica(int batchRows) {
    return new DeviceReplica(library, 0, Precision.FP32, design, batchRows);
  }

  private static Shard empty() {
    return new Shard(2, new long[0], new float[0], new int[2][0], new EntryLists[2], new float[0]);
  }

  private static Shard shard(int index) {
    Random random = new Random(index);
    long[] keys = random.longs(ROWS).toArray();
    int[][] indices = {
      random.ints(ROWS, 1, 60).sorted().toArray(), random.ints(ROWS, 1, 37).toArray()
    };
    float[] labels = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      labels[row] = random.nextInt(2);
    }
    return new Shard(index, keys, labels, indices, new EntryLists[2], new float[0]);
  }
}
