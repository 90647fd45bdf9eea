package io.valora.training;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.networks.TrainedNetwork;
import java.util.Map;

/** Something that passes over the train split; it holds the weights between epochs. */
public interface TrainingEngine extends AutoCloseable {
  /**
   * Trains on every row once an epoch, for as many epochs as a round holds: {@link
   * Averaging#epochsPerRound()}, or fewer at the end of training. After {@link #restore} it resumes
   * behind the finished rounds of the epoch.
   *
   * @param epochs the span; batches and their random choices depend on them
   * @param progress receives an event after each averaging
   * @return rows that were trained, all epochs together
   * @throws io.valora.base.JobException when other than all rows of the train split were trained
   */
  long train(EpochSpan epochs, RoundListener progress);

  /** The weights now. */
  TrainedNetwork network();

  /** All that training changes, as it is after the last averaging; not copied. */
  EngineState state();

  /** Restores the {@link #state()} of an engine of the same network, rows and plan. */
  void restore(EngineState state);

  /** What it computes with, by the names of {@code environment} in {@code run.json}. */
  default Map<String, String> facts() {
    return Map.of();
  }

  @Override
  void close();

  /**
   * Checks that an epoch trained every row.
   *
   * @return {@code trained}
   * @throws JobException when it didn't
   */
  static long requireAll(int epoch, long trained, long expected) {
    if (trained == 0 || trained != expected) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "train epoch " + epoch,
          "%d of %d rows were trained".formatted(trained, expected));
    }
    return trained;
  }
}
