package io.valora.training.loop;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import io.valora.tower.device.DeviceMemory;
import io.valora.training.memory.TrainingLoad;
import java.util.Comparator;
import java.util.List;

/**
 * Memory of the devices against that of the replicas on them.
 *
 * @param tasks that an executor runs at once
 */
record DeviceFit(TowerDesign design, TrainingLoad load, int tasks, List<DeviceReport> reports) {
  private static final long MEBIBYTE = 1 << 20;

  /** Of the driver's own context in each process. */
  private static final long CONTEXT = 512 * MEBIBYTE;

  /** Numbers of an entry of a bag in a shard: its index and its weight. */
  private static final int ENTRY_BYTES = Integer.BYTES + Float.BYTES;

  /** One line for the log. */
  String summary() {
    return "Device memory planned: " + text(load.shards());
  }

  /**
   * @throws JobException with the numbers and the setting that would do
   */
  void require() {
    if (need(load.shards()) > free()) {
      int fewer = load.shards() - 1;
      while (fewer > 0 && need(fewer) > free()) {
        fewer--;
      }
      throw JobException.cannot(
          Outcome.RESOURCES,
          "train on a GPU",
          "%s (%s)"
              .formatted(
                  text(load.shards()),
                  fewer > 0 ? "training.shards: " + fewer : "training.device: cpu"));
    }
  }

  private String text(int shards) {
    return "%d replicas on %s need %,d MiB of its memory, and %,d are free"
        .formatted(replicas(shards), least().kind(), mebibytes(need(shards)), mebibytes(free()));
  }

  private DeviceReport least() {
    return reports.stream().min(Comparator.comparingLong(DeviceReport::freeBytes)).orElseThrow();
  }

  private long free() {
    return least().freeBytes();
  }

  /** Replicas on one device at once. */
  private int replicas(int shards) {
    int ofExecutor = Math.min(tasks, ceiling(shards, reports.size()));
    return ceiling(ofExecutor, least().devices().found().size());
  }

  private long need(int shards) {
    return CONTEXT + replicas(shards) * ofReplica(shards);
  }

  private long ofReplica(int shards) {
    int rows =
        (int)
            Math.min(
                Integer.MAX_VALUE, ((long) load.largestShard() * load.shards() - 1) / shards + 1);
    DeviceMemory memory = new DeviceMemory(design, load.batch());
    boolean stays = design.tables().stream().noneMatch(TableShape::isBag);
    int inHand = stays ? Math.min(load.round(), rows) : load.batch();
    return memory.ofReplica()
        + memory.ofRows(inHand, entries(inHand))
        + (stays ? memory.ofShard(rows) : 0);
  }

  private int[] entries(int rows) {
    int most = (int) Math.min(Integer.MAX_VALUE, (long) rows * load.rowBytes() / ENTRY_BYTES);
    return design.tables().stream().mapToInt(table -> table.isBag() ? most : 0).toArray();
  }

  private static int ceiling(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  private static long mebibytes(long bytes) {
    return (bytes + MEBIBYTE - 1) / MEBIBYTE;
  }
}
