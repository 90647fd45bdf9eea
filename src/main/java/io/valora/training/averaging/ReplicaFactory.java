package io.valora.training.averaging;

import io.valora.tower.Replica;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerReplica;
import io.valora.tower.device.DeviceLibrary;
import io.valora.tower.device.DeviceReplica;
import io.valora.tower.device.Precision;
import java.io.Serializable;

/** Makes the replicas of a training, where its tasks run. */
@FunctionalInterface
public interface ReplicaFactory extends Serializable {
  /**
   * A replica whose weights are all 0.
   *
   * @param batchRows of the largest batch
   */
  Replica create(TowerDesign design, int batchRows);

  /** On the processor, a thread each. */
  static ReplicaFactory processor() {
    return (design, batchRows) -> new TowerReplica(design);
  }

  /** On a device of the machine that a task runs on. */
  static ReplicaFactory device(int device, Precision precision) {
    return (design, batchRows) ->
        new DeviceReplica(DeviceLibrary.ofThisProcess(), device, precision, design, batchRows);
  }
}
