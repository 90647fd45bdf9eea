package io.valora.training.checkpoint;

import io.valora.training.CheckpointConfig;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Schedule of checkpoints, by averagings or by time; those that go by time take a twentieth of it
 * at most.
 */
final class CheckpointPolicy {
  private static final int LEAST_INTERVAL = 20;

  private final CheckpointConfig config;
  private final LongSupplier nanoTime;
  private long rounds;
  private long askedAt;
  private long writtenAt;
  private long cost;

  /**
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  CheckpointPolicy(CheckpointConfig config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
    this.writtenAt = nanoTime.getAsLong();
  }

  /** Counts an averaging, and says whether a checkpoint is due after it. */
  boolean isDueAfterRound() {
    rounds++;
    askedAt = nanoTime.getAsLong();
    long interval = Math.max(TimeUnit.SECONDS.toNanos(config.seconds()), LEAST_INTERVAL * cost);
    return (config.rounds().isPresent() && rounds >= config.rounds().getAsInt())
        || askedAt - writtenAt >= interval;
  }

  /** The checkpoint that was due is written: rounds and seconds count anew from here. */
  void written() {
    rounds = 0;
    writtenAt = nanoTime.getAsLong();
    cost = writtenAt - askedAt;
  }
}
