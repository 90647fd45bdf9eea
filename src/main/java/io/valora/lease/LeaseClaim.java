package io.valora.lease;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Protocol by which an attempt acquires the lease of a run, or of a job's aliases, on any storage
 * whose lists are up to date: it waits until every other attempt has been silent for as long as
 * that one said, writes a file of its own, and looks again. Of two that do so at once at least one
 * sees the other, since each writes before it looks; who sees one that comes first by token
 * withdraws, and who comes first waits until the others have. Clocks are never compared: an attempt
 * is alive when its file changes.
 */
final class LeaseClaim {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseClaim.class);
  private static final long SHORTEST_PAUSE_MILLISECONDS = 10;
  private static final long LONGEST_PAUSE_MILLISECONDS = 500;
  private static final int PAUSES = 60;

  /** Latest entry of an attempt, with the time since which it hasn't changed. */
  private record Seen(LeaseEntry entry, long sinceNanos) {
    boolean isSilentAt(long nanos) {
      return entry.holder().isGone() || nanos - sinceNanos > entry.lease().toNanos();
    }
  }

  private final LeaseEntries entries;
  private final Duration lease;
  private final Map<String, Seen> watched = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  LeaseClaim(LeaseEntries entries, Duration lease) {
    this.entries = entries;
    this.lease = lease;
  }

  /**
   * The entry with which the caller holds it from now on.
   *
   * @throws JobException {@link Outcome#ALREADY_RUNNING} when another attempt is alive
   */
  LeaseEntry win() {
    List<LeaseEntry> dead = awaitSilence();
    LeaseEntry mine = ask();
    try {
      outlast(mine, dead);
      LeaseEntry held = mine.renewed(Instant.now());
      entries.write(held);
      dead.forEach(entries::delete);
      return held;
    } catch (RuntimeException lost) {
      entries.delete(mine);
      throw lost;
    }
  }

  private List<LeaseEntry> awaitSilence() {
    while (true) {
      List<LeaseEntry> others = entries.all();
      others.forEach(this::watch);
      long now = System.nanoTime();
      long last = others.isEmpty() ? 0 : entries.lastToken();
      if (others.stream()
          .allMatch(
              other -> other.token() < last || watched.get(other.attempt()).isSilentAt(now))) {
        return others;
      }
      others.forEach(this::tell);
      pause();
    }
  }

  /** Says once of each attempt that it is waited for, and how long at most. */
  private void tell(LeaseEntry other) {
    if (told.add(other.attempt())) {
      LOG.info(
          "Waiting at most {} s for {}, which asked for {} at {}: it may be dead or alive",
          seconds(other.lease()),
          other.holder().sentence(),
          entries.folder().name(),
          other.since());
    }
  }

  private LeaseEntry ask() {
    long highest = entries.lastToken();
    for (LeaseEntry other : entries.all()) {
      highest = Math.max(highest, other.token());
    }
    Instant now = Instant.now();
    LeaseEntry mine =
        new LeaseEntry(
            highest + 1,
            UUID.randomUUID().toString(),
            LeaseHolder.ofThisProcess(),
            now,
            now,
            0,
            lease);
    entries.write(mine);
    return mine;
  }

  private void outlast(LeaseEntry mine, List<LeaseEntry> dead) {
    long end = System.nanoTime() + lease.toNanos() / 2;
    while (true) {
      List<LeaseEntry> rivals =
          entries.all().stream()
              .filter(other -> !other.sameAttemptAs(mine) && !dead.contains(other))
              .toList();
      if (rivals.isEmpty()) {
        return;
      }
      for (LeaseEntry rival : rivals) {
        if (rival.compareTo(mine) < 0 || System.nanoTime() > end) {
          throw held(rival);
        }
        watch(rival);
      }
      pause();
    }
  }

  /**
   * Waits until no live rival asks for the token of {@code mine}: each has acquired the lease or
   * withdrawn.
   */
  void awaitDecisions(LeaseEntry mine) {
    while (entries.all().stream()
        .filter(other -> !other.isHeld() && other.compareTo(mine) > 0)
        .anyMatch(this::isAwaited)) {
      pause();
    }
  }

  private boolean isAwaited(LeaseEntry claim) {
    watch(claim);
    return !watched.get(claim.attempt()).isSilentAt(System.nanoTime());
  }

  /** Who is just about to write that it asks has neither acquired the lease nor renewed it. */
  private void watch(LeaseEntry other) {
    Seen before = watched.get(other.attempt());
    if (before == null || before.entry().isHalfWritten() && other.isAsking()) {
      watched.put(other.attempt(), new Seen(other, System.nanoTime()));
    } else if (!before.entry().equals(other)) {
      throw held(other.isHeld() ? other : before.entry());
    }
  }

  private JobException held(LeaseEntry other) {
    return JobException.cannot(
        Outcome.ALREADY_RUNNING,
        "change " + entries.folder().name(),
        "another attempt is running: %s, since %s, renewed %s (wait for its end, or until it has been silent for %d s)"
            .formatted(
                other.holder().sentence(), other.since(), other.renewed(), seconds(other.lease())));
  }

  private static long seconds(Duration duration) {
    return Math.max(1, duration.toSeconds());
  }

  private void pause() {
    long milliseconds = lease.toMillis() / PAUSES;
    try {
      Thread.sleep(
          Math.min(
              LONGEST_PAUSE_MILLISECONDS, Math.max(SHORTEST_PAUSE_MILLISECONDS, milliseconds)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw JobException.cannot(
          Outcome.UNEXPECTED, "wait for " + entries.folder().name(), "interrupted");
    }
  }
}
