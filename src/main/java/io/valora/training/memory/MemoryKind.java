package io.valora.training.memory;

/** Region of a JVM's memory. */
enum MemoryKind {
  /** Arrays of ours: without room for them the JVM ends. */
  HEAP,
  /** Blocks that Spark keeps in its unified region of the heap, and on disk beyond that. */
  CACHE,
  /** Native arrays that JavaCPP counts against its own limit. */
  NATIVE,
  /** Native memory that nothing but the container counts: libraries and their buffers. */
  LIBRARY
}
