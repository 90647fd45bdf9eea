package io.valora.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Each in JVMs of its own: a driver, and with local-cluster a master, workers and executors too.
 */
class SameBitsTest {
  private static final String CLUSTER = "local-cluster[2,1,1024]";

  @Test
  void everyClusterShapeAndEveryDeathGivesTheSameBits() {
    String hash = hash("local[1]", "nothing");

    assertThat(hash).matches("[0-9a-f]{64}");
    assertThat(hash("local[2]", "nothing")).isEqualTo(hash);
    assertThat(hash("local[2]", "driver-dies")).isEqualTo(hash);
    assertThat(hash(CLUSTER, "nothing")).isEqualTo(hash);
    assertThat(hash(CLUSTER, "executor-dies")).isEqualTo(hash);
    assertThat(hash(CLUSTER, "speculation")).isEqualTo(hash);
  }

  private static String hash(String master, String event) {
    return MeasuredRun.start(SameBitsRun.class, master, event).printed("parameter-hash");
  }
}
