package io.valora.cli;

import io.valora.base.Counted;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.SparkStatusTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/** Signs of life of stages that take long: a line every so often with what Spark has done of it. */
final class StageTicker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StageTicker.class);
  private static final long SECONDS = 15;

  private final SparkStatusTracker spark;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "ticker");
            made.setDaemon(true);
            return made;
          });
  private String stage = "";
  private long sinceNanos;

  StageTicker(SparkStatusTracker spark) {
    this.spark = spark;
    thread.scheduleWithFixedDelay(this::tick, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /**
   * @param name of the stage that is under way from now on; empty for one that tells by itself
   */
  synchronized void at(String name) {
    stage = name;
    sinceNanos = System.nanoTime();
  }

  private synchronized void tick() {
    long seconds = (System.nanoTime() - sinceNanos) / 1_000_000_000;
    if (!stage.isEmpty() && seconds >= SECONDS) {
      LOG.info("{}: at work for {} s{}", stage, seconds, tasks());
    }
  }

  private String tasks() {
    long done = 0;
    long all = 0;
    for (int id : spark.getActiveStageIds()) {
      Option<SparkStageInfo> info = spark.getStageInfo(id);
      if (info.isDefined()) {
        done += info.get().numCompletedTasks();
        all += info.get().numTasks();
      }
    }
    return all == 0 ? "" : ", %d of %s done".formatted(done, Counted.of(all, "task"));
  }

  /** Tells nothing more. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
