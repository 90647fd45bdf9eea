package io.valora.training.memory;

import static io.valora.training.memory.MemoryKind.CACHE;
import static io.valora.training.memory.MemoryKind.HEAP;
import static io.valora.training.memory.MemoryKind.LIBRARY;
import static io.valora.training.memory.MemoryKind.NATIVE;

import io.valora.training.stock.StockEngine;

/**
 * Roughly what {@link StockEngine} holds: everything is dense. Each worker has weights, gradients
 * and optimizer state as native arrays, and both weights and state again as what was sent to it and
 * as what it sends back, which is bytes on the heap in between; the driver has the same and the
 * sum.
 */
record StockMemory(NetworkSize network, TrainingLoad load) implements EngineMemory {
  @Override
  public MemoryNeed executor(int tasks, long cachedRows) {
    long inUse = Math.min(cachedRows, (long) tasks * load.largestShard());
    long batch = load.batch() * Float.BYTES * 4 * network.widths().stream().mapToLong(w -> w).sum();
    return MemoryNeed.of(
        new MemoryPart("results of %d workers".formatted(tasks), HEAP, tasks * 2 * network.state()),
        new MemoryPart("their shards", HEAP, inUse * load.rowBytes()),
        new MemoryPart("other shards", CACHE, (cachedRows - inUse) * load.rowBytes()),
        new MemoryPart("the network sent", CACHE, 2 * network.state()),
        new MemoryPart("%d workers".formatted(tasks), NATIVE, tasks * worker()),
        new MemoryPart("their batches", NATIVE, tasks * batch),
        new MemoryPart("the network received", NATIVE, network.state()),
        new MemoryPart("libraries", LIBRARY, LIBRARIES + tasks * OPENBLAS_BUFFERS));
  }

  @Override
  public MemoryNeed driver() {
    return MemoryNeed.of(
        new MemoryPart("results received", HEAP, 2 * network.state()),
        new MemoryPart("networks measured and kept", HEAP, 3 * network.weights()),
        new MemoryPart("the network sent", CACHE, 2 * network.state()),
        new MemoryPart("the driver's network and its mean", NATIVE, 3 * network.state()),
        new MemoryPart("libraries", LIBRARY, LIBRARIES));
  }

  /**
   * dl4j-spark adds results up in a tree of depth 2: the root of their number reaches the driver.
   */
  @Override
  public long results() {
    long senders = Math.min(load.shards(), 1 + (long) Math.ceil(Math.sqrt(load.shards())));
    return senders * network.state();
  }

  private long worker() {
    return network.weights() + 2 * network.state();
  }
}
