package io.valora.training;

import io.valora.config.ConfigSection;
import java.util.OptionalInt;

/**
 * The section {@code training.checkpoints} of a job: after which averagings a checkpoint is
 * written.
 *
 * @param rounds averagings from one checkpoint to the next, at least 1; without it only the time
 *     counts
 * @param seconds after which the next averaging is followed by a checkpoint however few the rounds;
 *     later where writing one takes more than a twentieth of them
 * @param keep checkpoints that are kept, at least 1: the last ones
 */
public record CheckpointConfig(OptionalInt rounds, int seconds, int keep) {
  static final CheckpointConfig DEFAULT = new CheckpointConfig(OptionalInt.empty(), 60, 3);

  /** As often as writing one takes a twentieth of the time, and the last one kept. */
  public CheckpointConfig often() {
    return new CheckpointConfig(rounds, 0, 1);
  }

  static CheckpointConfig from(ConfigSection section) {
    return new CheckpointConfig(
        section.optionalInteger("rounds", 1, Integer.MAX_VALUE),
        section.integer("seconds", DEFAULT.seconds, 1),
        section.integer("keep", DEFAULT.keep, 1));
  }
}
