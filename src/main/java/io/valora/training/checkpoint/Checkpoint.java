package io.valora.training.checkpoint;

import io.valora.training.BestEpoch;
import io.valora.training.EngineState;
import io.valora.training.EpochRecord;
import java.util.List;
import java.util.Optional;

/**
 * A training between two rounds: all that it needs to go on.
 *
 * @param state of the engine, within or at the end of a span that isn't in the history yet
 * @param seconds spent in that span so far
 * @param history of the spans before
 * @param best of those, when early stopping compares them
 */
public record Checkpoint(
    CheckpointIdentity identity,
    EngineState state,
    double seconds,
    List<EpochRecord> history,
    Optional<BestEpoch> best) {
  public Checkpoint {
    history = List.copyOf(history);
  }

  /** Epochs of the history; 0 when there are none. */
  int measuredEpochs() {
    return history.isEmpty() ? 0 : history.get(history.size() - 1).epoch();
  }
}
