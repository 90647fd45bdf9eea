package io.valora.baselines;

import io.valora.model.PairScorerFactory;

/** A fitted way of ordering items; closing it lets go of what the executors keep. */
public interface FittedRanking extends AutoCloseable {
  /** Scorers whose scores order the items of a user, and are no stars. */
  PairScorerFactory scorers();

  @Override
  default void close() {}
}
