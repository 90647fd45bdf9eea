package io.valora.training.loop;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.tower.TableShape;
import io.valora.tower.TowerDesign;
import io.valora.tower.device.DeviceMemory;
import io.valora.training.memory.TrainingLoad;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Memory of the devices against that of the replicas on them.
 *
 * @param batchRows of the largest batch that replicas have room for
 * @param tasks that an executor runs at once
 */
record DeviceFit(
    TowerDesign design, int batchRows, TrainingLoad load, int tasks, List<DeviceReport> reports) {
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
    if (!fits(load.shards())) {
      throw JobException.cannot(
          Outcome.RESOURCES,
          "train on a GPU",
          "%s (%s)".formatted(text(load.shards()), whatWouldDo()));
    }
  }

  private boolean fits(int shards) {
    return need(shards) <= free();
  }

  private String whatWouldDo() {
    DeviceFit smaller = new DeviceFit(design, load.batch(), load, tasks, reports);
    if (load.batch() < batchRows && smaller.fits(load.shards())) {
      return "training.batch-size: " + load.batch();
    }
    return IntStream.iterate(load.shards() - 1, shards -> shards > 0, shards -> shards - 1)
        .filter(this::fits)
        .mapToObj(shards -> "training.shards: " + shards)
        .findFirst()
        .orElse("training.device: cpu");
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
    DeviceMemory memory = new DeviceMemory(design, batchRows);
    boolean stays = design.tables().stream().noneMatch(TableShape::isBag);
    int inHand = stays ? Math.min(load.round(), rows) : Math.min(batchRows, rows);
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
