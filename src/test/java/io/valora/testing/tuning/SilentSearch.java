package io.valora.testing.tuning;

import io.valora.tuning.search.Leaderboard;
import io.valora.tuning.search.ParallelTrials;
import io.valora.tuning.search.SearchListener;
import io.valora.tuning.search.TrialEnd;
import java.util.function.Supplier;

/** A listener that does nothing, for tests that want some of the events. */
public class SilentSearch implements SearchListener {
  @Override
  public void lowered(int wanted, ParallelTrials trials) {}

  @Override
  public void prepared(int fold, double seconds) {}

  @Override
  public void finished(TrialEnd end, Supplier<Leaderboard> soFar) {}

  @Override
  public void rungStarted(int rung, Leaderboard leaderboard) {}
}
