package io.valora.registry;

import static io.valora.registry.AliasState.CHAMPION;
import static io.valora.registry.AliasState.PREVIOUS;

import io.valora.lease.Lease;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The aliases of a job: {@code models/champion.json}, {@code previous.json} and {@code
 * challenger.json}, made from their {@link AliasHistory}. Each is one small file that is replaced
 * at once, so a reader finds the old run or the new one.
 */
public final class ModelAlias {
  private static final Pattern LOGICAL_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final Storage storage;
  private final RunFolder run;

  /**
   * @param run the run whose job the aliases belong to
   */
  public ModelAlias(Storage storage, RunFolder run) {
    this.storage = storage;
    this.run = run;
  }

  /**
   * Makes the run its job's champion and what was champion before the previous one, in turn with
   * others who do so. Clocks don't decide: of runs of a logical date the latest date is champion,
   * any other run is from its publication on until the next. Done twice it changes nothing.
   *
   * @param published when the run was published; it decides only against an alias of an earlier
   *     version, which doesn't keep the runs that it named before
   * @param lease how long others may be silent before they count as dead
   */
  public void promote(Instant published, Duration lease) {
    promote(published, lease, "published");
  }

  /**
   * The same with a reason for the history.
   *
   * @param why that stands there
   */
  public void promote(Instant published, Duration lease, String why) {
    try (Lease turn = Lease.awaitAliases(storage, run, lease)) {
      new ModelAlias(storage.guardedBy(turn::check), run).promote(published, why);
    }
  }

  private void promote(Instant published, String why) {
    AliasState state = state(CHAMPION);
    Optional<AliasTarget> champion = state.repaired();
    if (champion.filter(target -> stays(target, published)).isEmpty()) {
      state.move(champion, AliasMove.PUBLISHED, run.runId(), why);
    }
  }

  private boolean stays(AliasTarget champion, Instant published) {
    boolean ofEarlierVersion =
        champion.earlier().isEmpty() && champion.updated().isAfter(published);
    return champion.all().contains(run.runId())
        || champion.all().stream().anyMatch(this::isOfLaterDate)
        || (ofEarlierVersion && read(PREVIOUS).isPresent());
  }

  /** Whether both runs are named after logical dates, and the other date is later. */
  private boolean isOfLaterDate(String other) {
    return LOGICAL_DATE.matcher(other).matches()
        && LOGICAL_DATE.matcher(run.runId()).matches()
        && other.compareTo(run.runId()) > 0;
  }

  /** The reason why this published run isn't the champion; empty when it is, or nothing is. */
  public Optional<String> reasonAgainst() {
    Optional<AliasTarget> champion = state(CHAMPION).current();
    return champion
        .filter(target -> !target.runId().equals(run.runId()))
        .map(target -> "%s stays: %s".formatted(target.runId(), reasonFor(champion)));
  }

  private String reasonFor(Optional<AliasTarget> champion) {
    return state(CHAMPION)
        .head(champion)
        .filter(
            entry -> entry.move() == AliasMove.PROMOTED || entry.move() == AliasMove.ROLLED_BACK)
        .map(AliasEntry::sentence)
        .orElseGet(
            () ->
                isOfLaterDate(champion.orElseThrow().runId())
                    ? "its logical date is later"
                    : "it was published later");
  }

  /** The run id that an alias names, or empty when it was never set. */
  public Optional<String> read(String alias) {
    if (!alias.equals(PREVIOUS)) {
      return state(alias).current().map(AliasTarget::runId);
    }
    Optional<AliasTarget> champion = state(CHAMPION).current();
    return champion.filter(target -> target.entry() > 0).isPresent()
        ? state(CHAMPION).before(champion)
        : state(PREVIOUS).current().map(AliasTarget::runId);
  }

  private AliasState state(String alias) {
    return new AliasState(storage, run, alias);
  }
}
