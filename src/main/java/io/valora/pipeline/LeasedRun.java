package io.valora.pipeline;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.gates.GateOverride;
import io.valora.gates.Gatekeeper;
import io.valora.job.Stage;
import io.valora.lease.Lease;
import io.valora.lineage.RunRecord;
import io.valora.registry.Manifest;
import io.valora.registry.ModelAlias;
import io.valora.registry.PublishedFiles;
import io.valora.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A run that this attempt alone may change, until it is closed. */
public final class LeasedRun implements AutoCloseable {
  private final Storage storage;
  private final RunPlan plan;
  private final Lease lease;
  private final GateOverride override;

  private LeasedRun(Storage storage, RunPlan plan, Lease lease, GateOverride override) {
    this.override = override;
    this.storage = storage.guardedBy(lease::check);
    this.plan = plan;
    this.lease = lease;
  }

  /**
   * Waits until no other attempt is alive, and plans by what the last one left.
   *
   * @throws io.valora.base.JobException when another attempt is alive, or as {@link RunPlan#make}
   */
  public static LeasedRun begin(
      Storage storage, RunRequest request, List<Stage> stages, Duration lease) {
    return begin(storage, request, stages, lease, GateOverride.NONE);
  }

  /**
   * The same with rules that the run may fail.
   *
   * @param override of those rules
   */
  public static LeasedRun begin(
      Storage storage,
      RunRequest request,
      List<Stage> stages,
      Duration lease,
      GateOverride override) {
    RunPlan first = RunPlan.make(storage, request, stages);
    Lease held = Lease.acquire(storage, first.folder(), lease);
    try {
      RunRequest same = request.ofRun(first.folder());
      RunPlan plan = RunPlan.make(storage, same, stages);
      RunPlan reused = new ReusedSplit(storage.guardedBy(held::check)).of(plan);
      LeasedRun run = new LeasedRun(storage, reused, held, override);
      if (!reused.equals(plan)) {
        run.journal().noted();
      }
      return run;
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /** Whether the run is published, and nobody died between that and the end of the attempt. */
  public static boolean isSettled(Storage storage, RunPlan plan) {
    return plan.published()
        && storage.exists(plan.folder().manifest())
        && !Lease.isTraced(storage, plan.folder());
  }

  public RunPlan plan() {
    return plan;
  }

  Lease lease() {
    return lease;
  }

  /** Refuses every change once the lease is lost. */
  Storage storage() {
    return storage;
  }

  RunJournal journal() {
    return new RunJournal(storage, plan, lease.token());
  }

  /** Publishes a run whose stages are all done, or completes what a dead attempt began of that. */
  public RunRecord publish() {
    RunJournal journal = journal();
    try {
      return publish(journal);
    } catch (RuntimeException e) {
      if (lease.loss().isEmpty()) {
        journal.failed(e);
      }
      throw e;
    }
  }

  RunRecord publish(RunJournal journal) {
    storage.delete(plan.folder().checkpoints());
    storage.delete(plan.folder().staging());
    storage.deleteTemporaryFiles(plan.folder().uri());
    Gatekeeper gates = new Gatekeeper(storage, plan.folder());
    List<String> open = gates.override(override);
    Manifest manifest = manifest();
    if (!open.isEmpty()) {
      journal.stopped(Gatekeeper.message(plan.folder(), open));
      return journal.record();
    }
    if (!plan.published() || plan.stoppedByGates()) {
      journal.succeeded();
    }
    promote(manifest, gates.why());
    return journal.record();
  }

  /** Failing to lease the aliases is retryable: no other attempt publishes this run. */
  private void promote(Manifest manifest, String why) {
    try {
      new ModelAlias(storage, plan.folder()).promote(manifest.published(), lease.length(), why);
    } catch (JobException e) {
      if (e.outcome() == Outcome.ALREADY_RUNNING && lease.loss().isEmpty()) {
        throw new JobException(Outcome.UNEXPECTED, e.getMessage(), e);
      }
      throw e;
    }
  }

  private Manifest manifest() {
    PublishedFiles files = new PublishedFiles(storage, plan.folder());
    if (!plan.published()) {
      return files.publish(lease.token(), Instant.now());
    }
    return files.manifest().orElseGet(() -> ofOldRun(files));
  }

  /** Versions without leases published without a manifest. */
  private Manifest ofOldRun(PublishedFiles files) {
    if (plan.record().progress().attempt().token() > 0) {
      throw JobException.cannot(
          Outcome.UNEXPECTED,
          "read " + plan.folder().manifest(),
          "the run was published and its manifest is gone (run the job under another --run-id)");
    }
    return files.publish(lease.token(), plan.record().progress().updated());
  }

  @Override
  public void close() {
    lease.close();
  }
}
