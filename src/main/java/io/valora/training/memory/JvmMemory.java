package io.valora.training.memory;

import static io.valora.training.memory.MemoryKind.CACHE;
import static io.valora.training.memory.MemoryKind.HEAP;
import static io.valora.training.memory.MemoryKind.LIBRARY;
import static io.valora.training.memory.MemoryKind.NATIVE;
import static io.valora.training.memory.MemoryNeed.mebibytes;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Memory limits of a JVM, and the check of a need against them.
 *
 * <p>The heap holds Spark's reserve, our arrays, and what Spark caches: up to all of its unified
 * region, for Spark gives cached blocks up to its own work, but not to ours. Blocks beyond the
 * region lie on disk. A margin of a tenth on our arrays covers allocations that weren't counted.
 *
 * <p>Native arrays stay below JavaCPP's limit, which is as large as the heap unless it was set. In
 * a container native arrays and libraries together stay below its overhead.
 *
 * @param heap bytes that the JVM can use
 * @param unifiedFraction share of the heap behind the reserve that is Spark's unified region
 * @param nativeLimit of JavaCPP, when it was set
 * @param overhead of the container, when there is one
 */
record JvmMemory(
    JvmRole role,
    long heap,
    double unifiedFraction,
    OptionalLong nativeLimit,
    OptionalLong overhead) {
  /** Memory that Spark reserves for itself. */
  static final long RESERVE = 300 * MemoryNeed.MEBIBYTE;

  private static final long GIBIBYTE = 1L << 30;
  private static final double MARGIN = 0.1;

  /** Of a maximal heap, what the JVM's smallest spaces leave for use. */
  static long usable(long maximum) {
    return maximum - maximum / 25;
  }

  /** Bytes of heap that it takes in a heap of this size. */
  long heapNeeded(MemoryNeed need, long size) {
    double unified = Math.max(0, size - RESERVE) * unifiedFraction;
    double cached = Math.min(unified, need.bytes(CACHE));
    return (long) (RESERVE + cached + need.bytes(HEAP) * (1 + MARGIN));
  }

  /** One sentence for each kind of memory that is short, with the setting that would do. */
  List<String> shortages(MemoryNeed need) {
    List<String> shortages = new ArrayList<>();
    if (heapNeeded(need, heap) > heap) {
      shortages.add(heapShortage(need));
    }
    long natives = need.bytes(NATIVE);
    if (natives > nativeLimit.orElse(heap) && (nativeLimit.isPresent() || shortages.isEmpty())) {
      shortages.add(nativeShortage(need));
    }
    long outside = natives + need.bytes(LIBRARY);
    if (outside > overhead.orElse(Long.MAX_VALUE)) {
      shortages.add(
          ("%s needs %,d MiB of overhead (%s, %s) and has %,d"
                  + " (--conf spark.executor.memoryOverhead=%dm)")
              .formatted(
                  role.title(),
                  mebibytes(outside),
                  need.text(NATIVE),
                  need.text(LIBRARY),
                  mebibytes(overhead.orElseThrow()),
                  mebibytes(outside)));
    }
    return shortages;
  }

  /** Such as {@code the driver 812 of 3,959 MiB}. */
  String summary(MemoryNeed need) {
    return "%s %,d of %,d MiB of heap (%s) and %,d outside"
        .formatted(
            role.title(),
            mebibytes(heapNeeded(need, heap)),
            mebibytes(heap),
            need.text(HEAP),
            mebibytes(need.bytes(NATIVE) + need.bytes(LIBRARY)));
  }

  private String heapShortage(MemoryNeed need) {
    long gibibytes = 1;
    while (!holds(need, usable(gibibytes * GIBIBYTE))) {
      gibibytes++;
    }
    long needed = heapNeeded(need, usable(gibibytes * GIBIBYTE));
    long ours = (long) (need.bytes(HEAP) * (1 + MARGIN));
    return ("%s needs %,d MiB of heap (%s, a margin of %.0f %%, Spark's reserve %,d and cache %,d)"
            + " and has %,d (%s)")
        .formatted(
            role.title(),
            mebibytes(needed),
            need.text(HEAP),
            100 * MARGIN,
            mebibytes(RESERVE),
            mebibytes(needed - ours - RESERVE),
            mebibytes(heap),
            role.heapSetting(gibibytes));
  }

  private boolean holds(MemoryNeed need, long size) {
    return heapNeeded(need, size) <= size
        && (nativeLimit.isPresent() || need.bytes(NATIVE) <= size);
  }

  private String nativeShortage(MemoryNeed need) {
    long gibibytes = (need.bytes(NATIVE) - 1) / GIBIBYTE + 1;
    return "%s needs %,d MiB of native arrays (%s) and JavaCPP may take %,d (%s)"
        .formatted(
            role.title(),
            mebibytes(need.bytes(NATIVE)),
            need.text(NATIVE),
            mebibytes(nativeLimit.orElse(heap)),
            role.nativeSetting(gibibytes));
  }
}
