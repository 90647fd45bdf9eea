package io.valora.serving.http;

import io.valora.base.JobException;
import io.valora.serving.GivenRow;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Challenger that is asked the same rows by one thread, after the answer: nobody waits for it. Rows
 * that find no room are left out and counted.
 */
final class Shadow implements AutoCloseable {
  private static final int WAITING = 1_000;

  private final PredictionLog log;
  private final ServiceMetrics metrics;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Shadow::thread);

  Shadow(PredictionLog log, ServiceMetrics metrics) {
    this.log = log;
    this.metrics = metrics;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "challenger");
    thread.setDaemon(true);
    return thread;
  }

  void ask(ServedModel challenger, ServiceConfig config, String request, List<GivenRow> rows) {
    try {
      thread.execute(() -> answer(challenger, config, request, rows));
    } catch (RejectedExecutionException behind) {
      metrics.lost("shadow", 1);
    }
  }

  private void answer(
      ServedModel challenger, ServiceConfig config, String request, List<GivenRow> rows) {
    try {
      RowScoring scoring = new RowScoring(challenger, config.errors(), 0);
      log.rows(challenger, request, scoring.score(rows, config.limits().time()), true);
      metrics.shadow(rows.size());
    } catch (Refusal | JobException e) {
      metrics.lost("shadow", 1);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
