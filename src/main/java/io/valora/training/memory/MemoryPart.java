package io.valora.training.memory;

/**
 * Something that memory is needed for.
 *
 * @param bytes at least 0
 */
record MemoryPart(String name, MemoryKind kind, long bytes) {}
