package io.valora.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.pipeline.ReadyRun;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Attempts at one run that start at the same moment, each on its own way to the storage. */
final class RivalPublications {
  private static final int RIVALS = 3;
  private static final Duration LEASE = Duration.ofSeconds(3);

  private RivalPublications() {}

  /** Lets them start several times, and each time one publishes. */
  static void assertOneOfAll(Storage storage, String root, int times) throws Exception {
    for (int time = 0; time < times; time++) {
      ReadyRun run = new ReadyRun(storage, root, "r" + time);
      run.doStages();
      assertThat(publishedBy(run)).as("time %d", time).containsOnlyOnce(true);
      run.read();
      assertThat(storage.names(run.folder().uri()))
          .containsExactly("evaluation", "manifest.json", "model", "recommendations", "run.json");
    }
  }

  private static List<Boolean> publishedBy(ReadyRun run) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RIVALS);
    try {
      CyclicBarrier start = new CyclicBarrier(RIVALS);
      List<Future<Boolean>> attempts = new ArrayList<>();
      for (int rival = 0; rival < RIVALS; rival++) {
        attempts.add(
            threads.submit(
                () -> {
                  start.await(20, TimeUnit.SECONDS);
                  return publishes(run);
                }));
      }
      List<Boolean> published = new ArrayList<>();
      for (Future<Boolean> attempt : attempts) {
        published.add(attempt.get(120, TimeUnit.SECONDS));
      }
      return published;
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean publishes(ReadyRun run) {
    try {
      return run.publish(LEASE);
    } catch (JobException refused) {
      assertThat(refused.outcome()).as(refused.getMessage()).isEqualTo(Outcome.ALREADY_RUNNING);
      return false;
    }
  }
}
