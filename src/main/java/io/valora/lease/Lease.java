package io.valora.lease;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exclusive lease on a run, or on a job's aliases: held from {@link #acquire} to {@link #close},
 * and renewed by a thread of its own at every third of its length. An attempt that lost it can't
 * change the run any more: {@link #check} stands before every change.
 */
public final class Lease implements AutoCloseable {
  /** Default time without renewal after which an attempt counts as dead. */
  public static final Duration USUAL = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final int RENEWALS_A_LEASE = 3;
  private static final int LEASES_OF_PATIENCE = 5;

  /** After Spark's own (40), so that no task writes any more; before the file systems' (10). */
  private static final int SHUTDOWN_PRIORITY = 20;

  private final LeaseEntries entries;
  private final ScheduledExecutorService renewer;
  private final Runnable shutdown = this::close;
  private final long token;
  private Runnable whenLost = () -> {};
  private LeaseEntry mine;
  private long renewedNanos;
  private Optional<JobException> loss = Optional.empty();
  private boolean closed;

  private Lease(LeaseEntries entries, LeaseEntry mine, long renewedNanos) {
    this.entries = entries;
    this.token = mine.token();
    this.mine = mine;
    this.renewedNanos = renewedNanos;
    this.renewer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "lease of " + entries.folder().name());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Waits as long as it takes to see whether another attempt is alive: not at all when there is no
   * trace of one, at most its own lease otherwise.
   *
   * @param lease how long this attempt may be silent before others may think it dead
   * @throws JobException {@link Outcome#ALREADY_RUNNING} when another attempt is alive
   */
  public static Lease acquire(Storage storage, RunFolder run, Duration lease) {
    return acquire(new LeaseEntries(storage, LeasedFolder.of(run), lease));
  }

  /**
   * The same of any folder, which is made when it isn't there.
   *
   * @throws JobException as {@link #acquire(Storage, RunFolder, Duration)}
   */
  public static Lease acquire(Storage storage, String folder, Duration lease) {
    return acquire(new LeaseEntries(storage, LeasedFolder.of(folder), lease));
  }

  /** The aliases' of a run's job; of attempts that ask at once all but one ask again. */
  public static Lease awaitAliases(Storage storage, RunFolder run, Duration lease) {
    LeaseEntries entries =
        new LeaseEntries(storage.unguarded(), LeasedFolder.ofAliases(run), lease);
    long end = System.nanoTime() + LEASES_OF_PATIENCE * lease.toNanos();
    while (true) {
      try {
        return acquire(entries);
      } catch (JobException rival) {
        if (rival.outcome() != Outcome.ALREADY_RUNNING || System.nanoTime() > end) {
          throw rival;
        }
        storage.requireAllowed();
      }
    }
  }

  private static Lease acquire(LeaseEntries entries) {
    long before = System.nanoTime();
    Lease held = new Lease(entries, new LeaseClaim(entries, entries.lease()).win(), before);
    long pause = entries.lease().toMillis() / RENEWALS_A_LEASE;
    held.renewer.scheduleWithFixedDelay(held::keep, pause, pause, TimeUnit.MILLISECONDS);
    ShutdownHookManager.get().addShutdownHook(held.shutdown, SHUTDOWN_PRIORITY);
    return held;
  }

  /** Time without renewal after which this attempt counts as dead. */
  public Duration length() {
    return entries.lease();
  }

  /** Whether an attempt works at the run, or died while it did. */
  public static boolean isTraced(Storage storage, RunFolder run) {
    return !new LeaseEntries(storage, LeasedFolder.of(run), USUAL).isEmpty();
  }

  /** Higher than that of every attempt before, from 1. */
  public long token() {
    return token;
  }

  /** Tells others under which name Spark knows this attempt, from the next renewal on. */
  public synchronized void runsAs(String application) {
    mine = mine.withHolder(mine.holder().withApplication(application));
  }

  /** Registers an action to run, once, when the lease is lost. */
  public synchronized void whenLost(Runnable action) {
    whenLost = action;
  }

  /** Why the lease was lost, if it was. */
  public synchronized Optional<JobException> loss() {
    return loss;
  }

  /**
   * Asks storage whether the run is still this attempt's.
   *
   * @throws JobException {@link Outcome#ALREADY_RUNNING} when it isn't
   */
  public synchronized void check() {
    if (loss.isEmpty()) {
      if (isFresh()) {
        verify();
      } else {
        renew();
      }
    }
    if (loss.isPresent()) {
      throw again(loss.get());
    }
  }

  /** Lets go of the run; whatever is asked of this lease afterwards is refused. */
  @Override
  public void close() {
    renewer.shutdownNow();
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      loss = Optional.of(loss.orElseGet(() -> lost("this attempt has ended")));
      try {
        entries.delete(mine);
      } catch (RuntimeException e) {
        LOG.warn("The lease of {} is left behind: {}", entries.folder().name(), e.getMessage());
      }
    }
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(shutdown);
    }
  }

  private void keep() {
    Runnable action = () -> {};
    synchronized (this) {
      if (loss.isPresent()) {
        return;
      }
      try {
        renew();
      } catch (RuntimeException e) {
        LOG.warn("The lease of {} isn't renewed: {}", entries.folder().name(), e.getMessage());
        if (System.nanoTime() - renewedNanos > mine.lease().toNanos()) {
          lose("its lease could not be renewed: " + e.getMessage());
        }
      }
      if (loss.isPresent()) {
        action = whenLost;
      }
    }
    action.run();
  }

  /**
   * Checks before the write, so that a lost lease isn't recreated; and after it, by when any rival
   * has either seen the renewal or taken over.
   */
  private void renew() {
    verify();
    if (loss.isPresent()) {
      return;
    }
    boolean mayBeThoughtDead = !isFresh();
    long now = System.nanoTime();
    LeaseEntry next = mine.renewed(Instant.now());
    entries.write(next);
    mine = next;
    if (mayBeThoughtDead) {
      new LeaseClaim(entries, mine.lease()).awaitDecisions(mine);
    }
    verify();
    renewedNanos = now;
  }

  private boolean isFresh() {
    return System.nanoTime() - renewedNanos < mine.lease().toNanos() / 2;
  }

  private void verify() {
    boolean there = false;
    for (LeaseEntry entry : entries.all()) {
      there |= entry.sameAttemptAs(mine);
      if (entry.isHeld() && entry.token() > token) {
        lose("%s has taken it over".formatted(entry.holder().sentence()));
      }
    }
    if (loss.isEmpty() && (!there || entries.lastToken() > token)) {
      lose("another attempt took it over when this one seemed dead");
    }
  }

  private void lose(String why) {
    loss = Optional.of(lost(why));
  }

  private JobException lost(String why) {
    return JobException.cannot(
        Outcome.ALREADY_RUNNING, "go on with " + entries.folder().name(), why);
  }

  private static JobException again(JobException first) {
    return new JobException(first.outcome(), first.getMessage(), first);
  }
}
