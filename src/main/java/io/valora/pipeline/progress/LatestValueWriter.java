package io.valora.pipeline.progress;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Hands values to a slow taker without anybody waiting for it: a thread of its own takes the newest
 * one every so often, and those that were replaced before are never seen.
 *
 * @param <T> of the values
 */
final class LatestValueWriter<T> implements AutoCloseable {
  private final Consumer<T> taker;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "progress");
            made.setDaemon(true);
            return made;
          });
  private final Object takerLock = new Object();
  private final Object waitingLock = new Object();
  private T waiting;

  /**
   * @param taker is called by one thread at a time
   * @param interval from one value to the next that the taker gets in its own thread
   */
  LatestValueWriter(Consumer<T> taker, Duration interval) {
    this.taker = taker;
    long millis = interval.toMillis();
    thread.scheduleWithFixedDelay(this::takeWaiting, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Gives the value to the taker within the interval, unless a newer one comes. */
  void soon(T value) {
    synchronized (waitingLock) {
      waiting = value;
    }
  }

  /** Gives the value to the taker before it returns; one that waits is dropped. */
  void now(T value) {
    synchronized (takerLock) {
      synchronized (waitingLock) {
        waiting = null;
      }
      taker.accept(value);
    }
  }

  private void takeWaiting() {
    synchronized (takerLock) {
      T value;
      synchronized (waitingLock) {
        value = waiting;
        waiting = null;
      }
      if (value != null) {
        taker.accept(value);
      }
    }
  }

  /** Drops a waiting value; a write under way is finished. */
  @Override
  public void close() {
    synchronized (takerLock) {
      synchronized (waitingLock) {
        waiting = null;
      }
      thread.shutdownNow();
    }
  }
}
