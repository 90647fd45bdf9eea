package io.valora.training.memory;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that a JVM needs memory for while training. */
record MemoryNeed(List<MemoryPart> parts) {
  static final long MEBIBYTE = 1 << 20;

  MemoryNeed {
    parts = List.copyOf(parts);
  }

  static MemoryNeed of(MemoryPart... parts) {
    return new MemoryNeed(List.of(parts));
  }

  long bytes(MemoryKind kind) {
    return of(kind).mapToLong(MemoryPart::bytes).sum();
  }

  MemoryNeed plus(MemoryNeed other) {
    return new MemoryNeed(Stream.concat(parts.stream(), other.parts.stream()).toList());
  }

  /** Of as many trainings at once, which share the libraries. */
  MemoryNeed times(int trainings) {
    return new MemoryNeed(
        parts.stream()
            .map(
                part ->
                    trainings == 1 || part.kind() == MemoryKind.LIBRARY
                        ? part
                        : new MemoryPart(
                            "%d × %s".formatted(trainings, part.name()),
                            part.kind(),
                            trainings * part.bytes()))
            .toList());
  }

  MemoryNeed without(MemoryKind kind) {
    return new MemoryNeed(parts.stream().filter(part -> part.kind() != kind).toList());
  }

  /** Such as {@code 2 replicas 1,200, their batches 3}, in MiB. */
  String text(MemoryKind kind) {
    return of(kind)
        .map(part -> "%s %,d".formatted(part.name(), mebibytes(part.bytes())))
        .collect(Collectors.joining(", "));
  }

  /** Rounded up. */
  static long mebibytes(long bytes) {
    return (bytes + MEBIBYTE - 1) / MEBIBYTE;
  }

  private Stream<MemoryPart> of(MemoryKind kind) {
    return parts.stream().filter(part -> part.kind() == kind);
  }
}
