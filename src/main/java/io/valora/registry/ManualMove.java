package io.valora.registry;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.lease.Lease;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A move of an alias by hand. It is refused when the alias has moved since the caller looked at it:
 * of two that look and move at once, one wins and the other is told who did.
 */
public final class ManualMove {
  private final Storage storage;
  private final RunFolder run;
  private final String alias;
  private final Duration lease;
  private final long seen;

  private ManualMove(
      Storage storage, RunFolder run, String alias, Duration lease, Optional<AliasTarget> seen) {
    this.storage = storage;
    this.run = run;
    this.alias = alias;
    this.lease = lease;
    this.seen = seen.map(AliasTarget::entry).orElse(0L);
  }

  /**
   * Looks at the alias as it is now.
   *
   * @param run to be promoted, or any run of the job to roll back
   * @param alias {@code champion} or {@code challenger}
   * @param lease how long others may be silent before they count as dead
   */
  public static ManualMove of(Storage storage, RunFolder run, String alias, Duration lease) {
    Optional<AliasTarget> seen = new AliasState(storage, run, alias).current();
    return new ManualMove(storage, run, alias, lease, seen);
  }

  /**
   * Lets the alias name the run; empty when it does already.
   *
   * @throws JobException when the run isn't published, or the alias has moved
   */
  public Optional<AliasEntry> promote(String why) {
    return inTurn("make %s %s".formatted(run.runId(), alias), turn -> turn.promoted(why));
  }

  /**
   * Lets the alias name the run before, as if what it names now had never been promoted.
   *
   * @throws JobException when there is none, it isn't published any more, or the alias has moved
   */
  public AliasEntry rollBack(String why) {
    return inTurn("roll back " + alias, turn -> turn.rolledBack(why)).orElseThrow();
  }

  private Optional<AliasEntry> inTurn(String action, Function<Turn, Optional<AliasEntry>> work) {
    try (Lease turn = Lease.awaitAliases(storage, run, lease)) {
      Storage guarded = storage.guardedBy(turn::check);
      AliasState state = new AliasState(guarded, run, alias);
      Optional<AliasTarget> current = state.repaired();
      Optional<AliasEntry> head = state.head(current).filter(entry -> entry.number() > seen);
      // Taking over what a version without history wrote is no move.
      boolean adopted = head.filter(entry -> entry.move() == AliasMove.ADOPTED).isPresent();
      if (head.isPresent() && !(seen == 0 && adopted)) {
        throw JobException.cannot(
            Outcome.ALREADY_RUNNING,
            "%s of job %s".formatted(action, run.job()),
            head.get().sentence() + " meanwhile (look at it, then give the command again)");
      }
      return work.apply(new Turn(guarded, state, current));
    }
  }

  /** The aliases' lease, held. */
  private final class Turn {
    private final Storage guarded;
    private final AliasState state;
    private final Optional<AliasTarget> current;

    Turn(Storage guarded, AliasState state, Optional<AliasTarget> current) {
      this.guarded = guarded;
      this.state = state;
      this.current = current;
    }

    Optional<AliasEntry> promoted(String why) {
      if (current.filter(target -> target.runId().equals(run.runId())).isPresent()) {
        return Optional.empty();
      }
      requirePublished(run);
      return Optional.of(state.move(current, AliasMove.PROMOTED, run.runId(), why));
    }

    Optional<AliasEntry> rolledBack(String why) {
      AliasEntry before =
          state
              .entryBefore(current)
              .orElseThrow(
                  () ->
                      JobException.cannot(
                          Outcome.INVALID_REQUEST,
                          "roll back %s of job %s".formatted(alias, run.job()),
                          "it named no run before (valora models promote names one)"));
      requirePublished(new RunFolder(run.root(), run.job(), before.to()));
      return Optional.of(
          state.move(current, AliasMove.ROLLED_BACK, before.to(), before.backTo(), why));
    }

    /** Under the lease: whoever takes runs away holds it too. */
    private void requirePublished(RunFolder chosen) {
      new Runs(guarded, chosen.root()).requirePublished(chosen);
    }
  }
}
