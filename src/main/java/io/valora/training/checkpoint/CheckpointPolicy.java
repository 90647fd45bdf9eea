package io.valora.training.checkpoint;

import io.valora.training.CheckpointConfig;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Schedule of checkpoints, by averagings or by time. */
final class CheckpointPolicy {
  private final CheckpointConfig config;
  private final LongSupplier nanoTime;
  private long rounds;
  private long writtenAt;

  /**
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  CheckpointPolicy(CheckpointConfig config, LongSupplier nanoTime) {
    this.config = config;
    this.nanoTime = nanoTime;
    written();
  }

  /** Counts an averaging, and says whether a checkpoint is due after it. */
  boolean isDueAfterRound() {
    rounds++;
    return (config.rounds().isPresent() && rounds >= config.rounds().getAsInt())
        || nanoTime.getAsLong() - writtenAt >= TimeUnit.SECONDS.toNanos(config.seconds());
  }

  /** Rounds and seconds count anew from here. */
  void written() {
    rounds = 0;
    writtenAt = nanoTime.getAsLong();
  }
}
