package io.valora.serving.http;

import java.time.Duration;

/** Lines that a log has lost: counted at once, told at most once a minute and at the end. */
final class LogLosses implements AutoCloseable {
  private static final long BETWEEN = Duration.ofMinutes(1).toNanos();

  private final ServiceMetrics metrics;
  private final ServiceListener listener;
  private long untold;
  private String reason = "";
  private boolean hasTold;
  private long toldAt;

  LogLosses(ServiceMetrics metrics, ServiceListener listener) {
    this.metrics = metrics;
    this.listener = listener;
  }

  synchronized void add(long lines, String why) {
    metrics.lost("log", lines);
    untold += lines;
    reason = why;
    if (!hasTold || System.nanoTime() - toldAt > BETWEEN) {
      tell();
    }
  }

  private void tell() {
    listener.lost(untold, reason);
    untold = 0;
    hasTold = true;
    toldAt = System.nanoTime();
  }

  @Override
  public synchronized void close() {
    if (untold > 0) {
      tell();
    }
  }
}
