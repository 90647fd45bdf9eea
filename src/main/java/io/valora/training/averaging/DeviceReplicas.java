package io.valora.training.averaging;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.tower.Replica;
import io.valora.tower.TowerDesign;
import io.valora.tower.device.DeviceException;
import io.valora.tower.device.DeviceLibrary;
import io.valora.tower.device.DeviceReplica;
import io.valora.tower.device.Devices;
import io.valora.tower.device.Precision;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** Makes replicas on GPUs: on the one that Spark gave a task, else on each of them in turn. */
record DeviceReplicas(Precision precision, Map<String, String> facts) implements ReplicaFactory {
  private static final String RESOURCE = "gpu";
  private static final AtomicInteger TURN = new AtomicInteger();

  @Override
  public Replica create(TowerDesign design, int batchRows) {
    List<Devices.Device> found = Devices.ofThisProcess().found();
    try {
      return new DeviceReplica(
          DeviceLibrary.ofThisProcess(), device(found), precision, design, batchRows);
    } catch (DeviceException e) {
      if (!e.outOfMemory()) {
        throw e;
      }
      throw JobException.cannot(
          Outcome.RESOURCES,
          "train on a GPU",
          e.getMessage()
              + " (lower training.shards or training.batch-size, or training.device: cpu)",
          e);
    }
  }

  /**
   * Spark's addresses are the driver's numbers; where a container shows its own GPU alone, it is 0.
   */
  private static int device(List<Devices.Device> found) {
    ResourceInformation given = given();
    if (given != null && given.addresses().length > 0 && given.addresses()[0].matches("\\d{1,4}")) {
      int address = Integer.parseInt(given.addresses()[0]);
      return found.stream().anyMatch(one -> one.index() == address) ? address : 0;
    }
    return found.isEmpty()
        ? 0
        : found.get(Math.floorMod(TURN.getAndIncrement(), found.size())).index();
  }

  private static ResourceInformation given() {
    TaskContext task = TaskContext.get();
    return task == null ? null : task.resourcesJMap().get(RESOURCE);
  }
}
