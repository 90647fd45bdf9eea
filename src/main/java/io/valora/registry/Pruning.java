package io.valora.registry;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.lease.Lease;
import io.valora.lineage.RunStatus;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removal of a job's older runs. Runs that an alias or the last ten entries of its history name
 * stay, and those that somebody works at.
 *
 * @param lease how long others may be silent before they count as dead
 */
public record Pruning(Storage storage, String root, String job, Duration lease) {
  /**
   * A run that isn't among the newest.
   *
   * @param kept why it stays; empty when it goes
   */
  public record Candidate(RunFolder run, Optional<String> kept) {}

  /**
   * The runs behind the newest ones, the newest first; nothing is changed.
   *
   * @param newest how many stay whatever they are
   */
  public List<Candidate> candidates(int newest) {
    StoredRuns runs = new StoredRuns(storage, root);
    Set<String> named = runs.named(job);
    return runs.of(job).stream()
        .sorted(Comparator.comparing(StoredRun::created).reversed())
        .skip(newest)
        .map(run -> new Candidate(run.folder(), reason(run, named)))
        .toList();
  }

  private Optional<String> reason(StoredRun run, Set<String> named) {
    if (named.contains(run.folder().runId())) {
      return Optional.of("an alias or the last entries of its history name it");
    }
    boolean running = run.status().equals(Optional.of(RunStatus.RUNNING));
    return running && Lease.isTraced(storage, run.folder())
        ? Optional.of("somebody works at it, or died while doing so")
        : Optional.empty();
  }

  /**
   * Removes a run, unless it is named or worked at by now; who promotes runs meanwhile finds it
   * published or not at all. Killed on the way, it leaves a run that isn't published, and is
   * completed by the next call.
   *
   * @return why it stays; empty when it is gone
   */
  public Optional<String> remove(RunFolder run) {
    try (Lease held = Lease.acquire(storage, run, lease)) {
      Storage guarded = storage.guardedBy(held::check);
      try (Lease aliases = Lease.awaitAliases(guarded, run, lease)) {
        if (new StoredRuns(storage, root).named(job).contains(run.runId())) {
          return Optional.of("an alias names it since");
        }
        guarded.guardedBy(aliases::check).delete(run.manifest());
      }
      for (String name : guarded.names(run.uri())) {
        boolean last = run.runJson().endsWith("/" + name) || name.startsWith("lease-");
        if (!last) {
          guarded.delete(run.uri() + "/" + name);
        }
      }
      guarded.delete(run.uri());
      return Optional.empty();
    } catch (JobException rival) {
      if (rival.outcome() != Outcome.ALREADY_RUNNING) {
        throw rival;
      }
      return Optional.of(rival.getMessage());
    }
  }
}
