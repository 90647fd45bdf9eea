package io.valora.training.memory;

import static io.valora.training.memory.MemoryKind.CACHE;
import static io.valora.training.memory.MemoryKind.HEAP;
import static io.valora.training.memory.MemoryKind.LIBRARY;
import static io.valora.training.memory.MemoryKind.NATIVE;

import io.valora.base.Counted;
import io.valora.tower.TowerKernel;
import io.valora.training.averaging.OrderedReduction;
import io.valora.training.averaging.StatePublisher;
import io.valora.training.averaging.ValoraEngine;

/**
 * Memory model of {@link ValoraEngine}. With S the bytes of weights and optimizer state, U those of
 * an update (the rows that a round touches, at most all of the table, and the dense part):
 *
 * <pre>
 *   a replica         S + dense weights, state and gradients again + 8 bytes per table row
 *   its undo log      twice the rows of U, as it grows by doubling
 *   its update        U, and twice more as bytes on their way to the driver
 *   its batch         gradients, slots and indices; its shard, and places to sort
 *   the driver        S + the mean of U over all shards, thrice + U of up to 8 shards or nodes
 *   published         S and changes up to 2 S, as objects and as bytes
 * </pre>
 */
record ValoraMemory(NetworkSize network, TrainingLoad load) implements EngineMemory {
  private static final int PLACE_BYTES = 8;
  private static final int ROW_SETS = 2 * Integer.BYTES;

  @Override
  public MemoryNeed executor(int tasks, long cachedRows) {
    long inUse = Math.min(cachedRows, (long) tasks * load.largestShard());
    return MemoryNeed.of(
        new MemoryPart(Counted.of(tasks, "replica"), HEAP, tasks * replica()),
        new MemoryPart("their undo logs", HEAP, tasks * 2 * network.touched(load.round())),
        new MemoryPart("their updates", HEAP, tasks * (3 * update() + reduction())),
        new MemoryPart("their batches and shards", HEAP, tasks * batch() + inUse * rowBytes()),
        new MemoryPart("the published state", HEAP, network.state()),
        new MemoryPart("other shards", CACHE, (cachedRows - inUse) * load.rowBytes()),
        new MemoryPart("publications", CACHE, published()),
        new MemoryPart("kernels", NATIVE, tasks * kernel()),
        new MemoryPart("scorers", NATIVE, tasks * network.weights()),
        new MemoryPart("libraries", LIBRARY, LIBRARIES + tasks * OPENBLAS_BUFFERS));
  }

  @Override
  public MemoryNeed driver() {
    return MemoryNeed.of(
        new MemoryPart("the driver's state", HEAP, network.state()),
        new MemoryPart("the mean", HEAP, 3 * change() + Integer.BYTES * network.tableRows()),
        new MemoryPart("updates received", HEAP, results() + update()),
        new MemoryPart("networks measured and kept", HEAP, 3 * network.weights()),
        new MemoryPart("publications", CACHE, published()),
        new MemoryPart("the driver's network", NATIVE, 2 * network.weights()),
        new MemoryPart("libraries", LIBRARY, LIBRARIES));
  }

  @Override
  public long results() {
    int senders = Math.min(load.shards(), OrderedReduction.FAN_IN);
    return senders * (load.shards() > OrderedReduction.FAN_IN ? change() : update());
  }

  long replica() {
    long denseAgain = network.denseState() + Float.BYTES * network.denseWeights();
    return network.state() + denseAgain + ROW_SETS * network.tableRows();
  }

  long update() {
    return network.update(load.round());
  }

  /** Changes of an averaging: the merged update of all shards. */
  private long change() {
    return network.update((long) load.round() * load.shards());
  }

  /** A node of the reduction, when there are more shards than the driver takes. */
  private long reduction() {
    int fanIn = OrderedReduction.FAN_IN;
    return load.shards() > fanIn
        ? fanIn * update() + 3 * network.update((long) fanIn * load.round())
        : 0;
  }

  private long batch() {
    return load.batch() * Float.BYTES * (network.columns() + 2L * network.tables().size() + 1);
  }

  private long rowBytes() {
    return load.rowBytes() + PLACE_BYTES;
  }

  /** See {@link StatePublisher}; without the one object that is in use. */
  private long published() {
    long changes =
        Math.min(
            StatePublisher.MOST_STATES * network.state() + change(),
            (StatePublisher.MOST_CHANGES + 1) * change());
    return network.state() + 2 * changes;
  }

  private long kernel() {
    long tiles = network.widths().stream().mapToLong(width -> width + 1).sum();
    return Float.BYTES * 2 * (TowerKernel.TILE * tiles + network.denseWeights());
  }
}
