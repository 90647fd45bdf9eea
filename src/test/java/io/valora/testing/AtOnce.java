package io.valora.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** The same work in several threads that start at the same moment. */
public final class AtOnce {
  private AtOnce() {}

  /**
   * What each of them returns; the first that throws ends the wait.
   *
   * @param work given 0, 1, …
   */
  public static <T> List<T> of(int threads, IntFunction<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        running.add(
            pool.submit(
                () -> {
                  start.await(20, TimeUnit.SECONDS);
                  return work.apply(number);
                }));
      }
      List<T> returned = new ArrayList<>();
      for (Future<T> each : running) {
        returned.add(each.get(120, TimeUnit.SECONDS));
      }
      return returned;
    } finally {
      pool.shutdownNow();
    }
  }
}
