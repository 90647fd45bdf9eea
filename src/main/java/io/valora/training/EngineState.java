package io.valora.training;

import java.util.List;

/**
 * All that training changes, between two rounds.
 *
 * @param epoch the last of the span that the rounds belong to, from 1; 0 before training
 * @param finishedRounds of that span
 * @param trainedRows in those rounds
 * @param blocks weights and optimizer state in the engine's own layout; not copied
 */
public record EngineState(int epoch, int finishedRounds, long trainedRows, List<float[]> blocks) {
  public EngineState {
    blocks = List.copyOf(blocks);
  }
}
