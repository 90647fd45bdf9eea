package io.valora.serving.check;

import io.valora.model.GoldenRow;
import io.valora.serving.check.CheckRequest.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stress: threads that give good rows without a pause. A tenth of it goes before, until memory is
 * first measured.
 *
 * @param rows good ones; at least one
 */
record Stress(Replies replies, List<GoldenRow> rows, Effort effort) {
  private static final int WARM_UP = 10;
  private static final double MOST_GROWTH = 1.05;
  private static final double NANOSECONDS = 1e9;
  private static final double MEGABYTE = 1 << 20;

  /** What threads and caches take however many rows there are; one lost object a row is more. */
  private static final double ALLOWANCE = 4 * MEGABYTE;

  Finding finding() {
    try {
      asked(WARM_UP);
      long before = usedMemory();
      Asked asked = asked(1);
      return finding(asked, before, usedMemory());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.notJudged(CheckRule.STRESS, "it was interrupted");
    }
  }

  private Finding finding(Asked asked, long before, long after) {
    if (asked.wrong > 0) {
      return Finding.judged(
          CheckRule.STRESS,
          "rows-with-other-bits",
          asked.wrong,
          0,
          "%,d of %,d rows had other answers than alone".formatted(asked.wrong, asked.rows));
    }
    String sentence =
        "%,d rows on %d threads, %,.0f rows/s, p50 %.3f ms, p99 %.3f ms; %.1f MB of memory after against %.1f before"
            .formatted(
                asked.rows,
                effort.threads(),
                asked.rows / asked.seconds,
                asked.latencies.percentile(0.5) / 1e6,
                asked.latencies.percentile(0.99) / 1e6,
                after / MEGABYTE,
                before / MEGABYTE);
    double bound = MOST_GROWTH + ALLOWANCE / before;
    return Finding.judged(
        CheckRule.STRESS, "memory-growth", (double) after / before, bound, sentence);
  }

  /**
   * @param share of the effort, as its divisor
   */
  private Asked asked(int share) throws InterruptedException {
    AtomicLong left = new AtomicLong(effort.rows() == 0 ? Long.MAX_VALUE : effort.rows() / share);
    long begun = System.nanoTime();
    long end =
        effort.rows() == 0
            ? begun + (long) (effort.stress() * NANOSECONDS / share)
            : begun + Long.MAX_VALUE / 2;
    ExecutorService threads = Executors.newFixedThreadPool(effort.threads());
    try {
      List<Future<Asked>> parts = new ArrayList<>();
      for (int thread = 0; thread < effort.threads(); thread++) {
        int first = thread;
        parts.add(threads.submit(() -> ask(first, left, end)));
      }
      Asked sum = new Asked();
      for (Future<Asked> part : parts) {
        sum.add(part.get());
      }
      sum.seconds = (System.nanoTime() - begun) / NANOSECONDS;
      return sum;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Asked ask(int first, AtomicLong left, long end) {
    List<byte[]> bodies = rows.stream().map(RowBody::of).toList();
    Asked asked = new Asked();
    long begun = System.nanoTime();
    for (int i = first; begun - end < 0 && left.getAndDecrement() > 0; i++) {
      int row = i % bodies.size();
      Reply reply = replies.to(bodies.get(row)).get(0);
      long now = System.nanoTime();
      asked.latencies.add(now - begun);
      begun = now;
      asked.rows++;
      asked.wrong += reply.has(rows.get(row).value()) ? 0 : 1;
    }
    return asked;
  }

  /** After a full collection. */
  private static long usedMemory() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Rows that were asked. */
  private static final class Asked {
    private final Latencies latencies = new Latencies();
    private long rows;
    private long wrong;
    private double seconds;

    void add(Asked other) {
      rows += other.rows;
      wrong += other.wrong;
      latencies.add(other.latencies);
    }
  }
}
