package io.valora.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.training.CheckpointConfig;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CheckpointPolicyTest {
  private long seconds = 1_000;

  @Test
  void aCheckpointIsDueAfterSoManyRounds() {
    CheckpointPolicy policy = policy(OptionalInt.of(3));
    assertThat(policy.isDueAfterRound()).isFalse();
    assertThat(policy.isDueAfterRound()).isFalse();
    assertThat(policy.isDueAfterRound()).isTrue();
    policy.written();
    assertThat(policy.isDueAfterRound()).isFalse();
  }

  @Test
  void aCheckpointIsDueAfterSoManySeconds() {
    CheckpointPolicy policy = policy(OptionalInt.empty());
    seconds += 59;
    assertThat(policy.isDueAfterRound()).isFalse();
    seconds += 1;
    assertThat(policy.isDueAfterRound()).isTrue();
    policy.written();
    seconds += 59;
    assertThat(policy.isDueAfterRound()).isFalse();
  }

  @Test
  void whicheverComesFirstCounts() {
    CheckpointPolicy policy = policy(OptionalInt.of(100));
    seconds += 60;
    assertThat(policy.isDueAfterRound()).isTrue();
  }

  @Test
  void checkpointsThatTakeLongAreWrittenSeldom() {
    CheckpointPolicy policy = policy(OptionalInt.empty());
    seconds += 60;
    assertThat(policy.isDueAfterRound()).isTrue();
    seconds += 5;
    policy.written();
    seconds += 99;
    assertThat(policy.isDueAfterRound()).isFalse();
    seconds += 1;
    assertThat(policy.isDueAfterRound()).isTrue();
  }

  private CheckpointPolicy policy(OptionalInt rounds) {
    return new CheckpointPolicy(
        new CheckpointConfig(rounds, 60, 3), () -> TimeUnit.SECONDS.toNanos(seconds));
  }
}
