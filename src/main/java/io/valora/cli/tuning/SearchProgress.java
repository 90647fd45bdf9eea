package io.valora.cli.tuning;

import io.valora.base.Counted;
import io.valora.job.tuning.Rung;
import io.valora.tuning.search.Leaderboard;
import io.valora.tuning.search.ParallelTrials;
import io.valora.tuning.search.SearchListener;
import io.valora.tuning.search.TrialEnd;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Help.Ansi;

/**
 * Shows a search on the error stream: a log line as each trial ends and as each rung begins, and on
 * a terminal the head of the leaderboard, after each rung and every minute.
 */
public final class SearchProgress implements SearchListener {
  private static final Logger LOG = LoggerFactory.getLogger(SearchProgress.class);
  private static final int SHOWN_SETTINGS = 10;
  private static final long PAUSE_NANOSECONDS = TimeUnit.MINUTES.toNanos(1);

  private final Optional<PrintStream> terminal;
  private final Ansi ansi;
  private long shownAt = System.nanoTime();

  /**
   * @param terminal where the leaderboard is shown
   */
  public SearchProgress(Optional<PrintStream> terminal, Ansi ansi) {
    this.terminal = terminal;
    this.ansi = ansi;
  }

  @Override
  public void lowered(int wanted, ParallelTrials trials) {
    LOG.warn(
        "{} at once in place of the {} of tuning.parallel-trials; of {}: {}",
        Counted.of(trials.atOnce(), "trial"),
        wanted,
        trials.atOnce() + 1,
        trials.shortage().orElseThrow());
  }

  @Override
  public void prepared(int fold, double seconds) {
    LOG.info("Fold {} is prepared, {} s", fold, String.format(Locale.ROOT, "%.1f", seconds));
  }

  @Override
  public synchronized void finished(TrialEnd end, Supplier<Leaderboard> soFar) {
    LOG.info(
        "Trial {}: {} ({} of {})",
        end.number(),
        end.result()
            .failure()
            .orElseGet(
                () ->
                    "%.4f after %s, %.1f s"
                        .formatted(
                            end.result().score(),
                            Counted.of(end.result().epochs(), "epoch"),
                            end.result().seconds())),
        end.done(),
        end.of());
    if (System.nanoTime() - shownAt > PAUSE_NANOSECONDS) {
      show(soFar);
    }
  }

  @Override
  public synchronized void rungStarted(int rung, Leaderboard leaderboard) {
    if (leaderboard.rungs().size() == 1) {
      return;
    }
    Rung next = leaderboard.rungs().get(rung);
    LOG.info(
        "Rung {} of {}: {} to epoch {}",
        rung + 1,
        leaderboard.rungs().size(),
        Counted.of(next.settings(), "setting"),
        next.epochs());
    if (rung > 0) {
      show(() -> leaderboard);
    }
  }

  private void show(Supplier<Leaderboard> leaderboard) {
    shownAt = System.nanoTime();
    terminal.ifPresent(
        out -> LeaderboardText.printFirst(SHOWN_SETTINGS, leaderboard.get(), out, ansi));
  }
}
