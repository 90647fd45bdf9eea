package io.valora.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FullStorageTest {
  @Test
  void wantOfSpaceIsSaidWhereverItIsInTheChain() {
    IOException full = new IOException("No space left on device\nat some place");
    RuntimeException task = new RuntimeException("Job aborted.", new RuntimeException(full));
    assertThat(FullStorage.in(task, "finish stage split"))
        .hasValueSatisfying(
            said ->
                assertThat(said)
                    .hasMessage(
                        "Cannot finish stage split: No space left on device"
                            + " (make space; the same command resumes from there)")
                    .hasCause(task));
  }

  @Test
  void otherFailuresAreNot() {
    assertThat(FullStorage.in(new RuntimeException(new IOException("reset")), "write")).isEmpty();
    assertThat(FullStorage.in(new RuntimeException("No space left"), "write")).isEmpty();
    assertThat(FullStorage.isSaidBy(new IOException())).isFalse();
    assertThat(FullStorage.isSaidBy(new IOException("hdfs:///teams/quota/x is gone"))).isFalse();
  }
}
