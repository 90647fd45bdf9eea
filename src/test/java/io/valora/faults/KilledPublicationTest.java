package io.valora.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.JobException;
import io.valora.registry.ModelAlias;
import io.valora.storage.Storage;
import io.valora.testing.faults.FaultPlan;
import io.valora.testing.faults.FaultPlan.Killed;
import io.valora.testing.pipeline.ReadyRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever publishes is killed at each of its storage calls in turn. */
class KilledPublicationTest {
  private static final Duration LEASE = Duration.ofMillis(100);

  @TempDir Path root;

  @Test
  @Timeout(300)
  void readersSeeTheOldRunOrTheNewOneAndTheNextAttemptCompletesIt() {
    new ReadyRun(reader(), root.toString(), "old").doStages();
    new ReadyRun(reader(), root.toString(), "old").publish(LEASE);
    Map<String, Integer> outcomes = new TreeMap<>();
    long calls = callsOfPublication();
    for (long call = 1; call <= calls; call++) {
      String seen = killedAt(call);
      outcomes.merge(seen, 1, Integer::sum);
    }
    System.out.printf("Killed at each of %d storage calls of a publication:%n", calls);
    outcomes.forEach((seen, times) -> System.out.printf("  %-40s %d%n", seen, times));
    assertThat(calls).isGreaterThan(30);
    assertThat(outcomes).containsKeys("readers see old", "readers see new");
  }

  private String killedAt(long call) {
    String runId = "at-%03d".formatted(call);
    ReadyRun healthy = new ReadyRun(reader(), "faulty:" + root, runId);
    healthy.doStages();
    FaultPlan plan = FaultPlan.dyingAt(call);
    boolean died = false;
    try {
      new ReadyRun(new Storage(plan.configuration()), "faulty:" + root, runId).publish(LEASE);
    } catch (Killed killed) {
      died = true;
    }
    String seen = seen(healthy);
    healthy.publish(LEASE);
    assertThat(seen(healthy)).as("died at %d: %s", call, died).isEqualTo("readers see new");
    assertThat(healthy.storage().names(healthy.folder().uri()))
        .as("left behind after death at %d", call)
        .containsExactly("evaluation", "manifest.json", "model", "recommendations", "run.json");
    return seen;
  }

  /** A run that the alias names, or that says it is published, can be read whole. */
  private static String seen(ReadyRun run) {
    boolean named =
        new ModelAlias(run.storage(), run.folder())
            .read("champion")
            .orElseThrow()
            .equals(run.runId());
    try {
      run.read();
      return named ? "readers see new" : "readers see new, alias still old";
    } catch (JobException refused) {
      assertThat(refused)
          .hasMessage(
              "Invalid --run-id: %s (must be a run that is published)".formatted(run.runId()));
      assertThat(named).isFalse();
      return "readers see old";
    }
  }

  private long callsOfPublication() {
    ReadyRun run = new ReadyRun(reader(), "faulty:" + root, "counted");
    run.doStages();
    FaultPlan plan = FaultPlan.none();
    new ReadyRun(new Storage(plan.configuration()), "faulty:" + root, "counted").publish(LEASE);
    return plan.calls();
  }

  private static Storage reader() {
    Configuration healthy = FaultPlan.none().configuration();
    return new Storage(healthy);
  }
}
