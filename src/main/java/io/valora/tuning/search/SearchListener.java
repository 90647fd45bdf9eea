package io.valora.tuning.search;

import java.util.function.Supplier;

/** Receives progress events of a search. */
public interface SearchListener {
  /** Trials at once are fewer than the job file says, because memory is short. */
  void lowered(int wanted, ParallelTrials trials);

  /**
   * A fold is ready for trainings of the same features; from several threads.
   *
   * @param fold from 1
   */
  void prepared(int fold, double seconds);

  /**
   * A trial ends, or its part in a rung; of trials at once, from several threads.
   *
   * @param soFar reckons the leaderboard with it
   */
  void finished(TrialEnd end, Supplier<Leaderboard> soFar);

  /**
   * A rung begins.
   *
   * @param rung from 0
   * @param leaderboard of the rungs before
   */
  void rungStarted(int rung, Leaderboard leaderboard);
}
