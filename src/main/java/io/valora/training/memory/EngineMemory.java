package io.valora.training.memory;

import io.valora.training.EngineKind;

/** Memory model of a training engine. */
public interface EngineMemory {
  /** Buffers that OpenBLAS keeps for a thread. */
  long OPENBLAS_BUFFERS = 32 * MemoryNeed.MEBIBYTE;

  /** The native libraries, and what the JVM itself keeps outside the heap. */
  long LIBRARIES = 192 * MemoryNeed.MEBIBYTE;

  /**
   * An executor's, without what {@link #driver()} says.
   *
   * @param tasks that train at once
   * @param cachedRows of data that Spark keeps there
   */
  MemoryNeed executor(int tasks, long cachedRows);

  MemoryNeed driver();

  /** Bytes that tasks send to the driver at the end of a round. */
  long results();

  /** That of a kind. */
  static EngineMemory of(EngineKind kind, NetworkSize network, TrainingLoad load) {
    return switch (kind) {
      case VALORA -> new ValoraMemory(network, load);
      case STOCK -> new StockMemory(network, load);
    };
  }
}
