package io.valora.training.averaging;

import io.valora.tower.Replica;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerReplica;
import io.valora.tower.device.Precision;
import java.io.Serializable;
import java.util.Map;

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

  /**
   * On the GPUs of the machine that a task runs on.
   *
   * @param facts of them
   */
  static ReplicaFactory device(Precision precision, Map<String, String> facts) {
    return new DeviceReplicas(precision, facts);
  }

  /** For {@code environment} in {@code run.json}; none of the processor. */
  default Map<String, String> facts() {
    return Map.of();
  }
}
