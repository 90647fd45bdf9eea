package io.valora.testing.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.storage.Storage;
import io.valora.testing.AtOnce;
import io.valora.testing.pipeline.ReadyRun;
import java.time.Duration;

/** Attempts at one run that start at the same moment. */
public final class RivalPublications {
  private static final int RIVALS = 3;
  private static final Duration LEASE = Duration.ofSeconds(3);

  private RivalPublications() {}

  /** Lets them start several times, and each time one publishes. */
  public static void assertOneOfAll(Storage storage, String root, int times) throws Exception {
    for (int time = 0; time < times; time++) {
      ReadyRun run = new ReadyRun(storage, root, "r" + time);
      run.doStages();
      assertThat(AtOnce.of(RIVALS, rival -> publishes(run)))
          .as("time %d", time)
          .containsOnlyOnce(true);
      run.read();
      assertThat(storage.names(run.folder().uri()))
          .containsExactly("evaluation", "manifest.json", "model", "recommendations", "run.json");
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
