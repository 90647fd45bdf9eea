package io.valora.base;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Works that don't need each other, in threads of their own: Spark executes one while the driver
 * plans another. No result depends on how many run at once.
 */
public final class SideBySide implements AutoCloseable {
  /** However many cores the driver has: most of the time, a work waits for its executors. */
  private static final int THREADS = 4;

  private final ThreadPoolExecutor threads;

  public SideBySide() {
    this(THREADS);
  }

  /**
   * @param atOnce works that run at the same time, at least 1
   */
  public SideBySide(int atOnce) {
    threads =
        new ThreadPoolExecutor(atOnce, atOnce, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  }

  /** Result of a work, or its failure. */
  public static final class Part<T> {
    private final FutureTask<T> task;

    private Part(Callable<T> work) {
      task = new FutureTask<>(work);
    }

    /**
     * The result, waited for.
     *
     * @throws JobException and whatever else the work threw, checked or not
     */
    public T get() {
      try {
        return task.get();
      } catch (ExecutionException failure) {
        throw SideBySide.<RuntimeException>unchecked(failure.getCause());
      } catch (InterruptedException interruption) {
        throw SideBySide.<RuntimeException>unchecked(interruption);
      }
    }
  }

  /** Starts a work as soon as a thread is free; earlier ones come first. */
  public <T> Part<T> start(Callable<T> work) {
    Part<T> part = new Part<>(work);
    threads.execute(part.task);
    return part;
  }

  /** Starts a work that leaves nothing behind in memory. */
  public Part<Void> start(Runnable work) {
    return start(Executors.callable(work, null));
  }

  /** Starts a work for each of some things that have a name, such as baselines. */
  public <W, T> Map<String, Part<T>> startEach(
      List<W> all, Function<W, String> name, Function<W, T> work) {
    Map<String, Part<T>> parts = new LinkedHashMap<>();
    all.forEach(one -> parts.put(name.apply(one), start(() -> work.apply(one))));
    return parts;
  }

  /** Results by the same keys, in the same order, when all are there. */
  public static <K, T> Map<K, T> results(Map<K, Part<T>> parts) {
    Map<K, T> results = new LinkedHashMap<>();
    parts.forEach((key, part) -> results.put(key, part.get()));
    return results;
  }

  /** Drops what hasn't begun and waits for what has. */
  @Override
  public void close() {
    threads.getQueue().clear();
    threads.shutdown();
    try {
      threads.awaitTermination(Long.MAX_VALUE, TimeUnit.SECONDS);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  /** Spark throws checked exceptions without saying so. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
