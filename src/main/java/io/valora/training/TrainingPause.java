package io.valora.training;

import java.util.function.BooleanSupplier;

/**
 * Pause of a training, from whose checkpoint the same training goes on later.
 *
 * @param epochs after which it comes, at least 1
 * @param asked whether it comes after the epoch that is under way
 */
public record TrainingPause(int epochs, BooleanSupplier asked) {
  /** Of a training that goes on to its end. */
  public static final TrainingPause NEVER = new TrainingPause(Integer.MAX_VALUE, () -> false);

  /** Whether training pauses after an epoch. */
  public boolean isAfter(int epoch) {
    return epoch >= epochs || asked.getAsBoolean();
  }
}
