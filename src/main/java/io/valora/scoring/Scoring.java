package io.valora.scoring;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import io.valora.ingest.Ingest;
import io.valora.ingest.IngestConfig;
import io.valora.ingest.IngestFolders;
import io.valora.ingest.IngestInput;
import io.valora.ingest.IngestResult;
import io.valora.lease.Lease;
import io.valora.storage.FullStorage;
import io.valora.storage.Storage;
import java.time.Duration;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * One batch scoring: files in, scored rows, quarantine and ledger out. The scored rows take their
 * place when all of them are there, and the ledger comes after them.
 */
public final class Scoring {
  private final SparkSession session;
  private final Storage storage;
  private final ScorePlan plan;
  private final ScoreTarget target;

  private Scoring(SparkSession session, Storage storage, ScorePlan plan) {
    this.session = session;
    this.storage = storage;
    this.plan = plan;
    this.target = plan.request().target();
  }

  /**
   * Scores the plan's files, as the only attempt at its folder.
   *
   * @param lease how long an attempt may be silent before another takes it over
   * @throws JobException when another attempt is alive, or the files are refused; the ledger says
   *     why
   */
  public static ScoreCounts run(
      SparkSession session, Storage storage, ScorePlan plan, Duration lease) {
    try (Lease held = Lease.acquire(storage, plan.request().target().folder(), lease)) {
      held.whenLost(() -> session.sparkContext().cancelAllJobs());
      return new Scoring(session, storage.guardedBy(held::check), plan).run();
    }
  }

  private ScoreCounts run() {
    ScoreLedger ledger =
        ScoreLedger.begun(
            new ScoreLedger.Origin(
                plan.request().run().job(),
                plan.request().run().runId(),
                target.shown(),
                target.format().toString()),
            plan.fingerprint());
    try {
      note(ledger);
      storage.delete(target.attempt());
      ScoreLedger done = scored(ledger);
      storage.delete(target.attempt());
      storage.write(target.ledger(), done.toJson());
      return done.counts();
    } catch (Exception thrown) { // Spark throws checked ones without saying so
      Optional<JobException> known =
          JobException.in(thrown).or(() -> FullStorage.in(thrown, "write the scores"));
      note(ledger.failed(known.orElseGet(() -> unknown(thrown)).getMessage()));
      if (known.isPresent()) {
        throw known.get();
      }
      throw thrown;
    }
  }

  private ScoreLedger scored(ScoreLedger ledger) {
    LongAccumulator rows = session.sparkContext().longAccumulator("scores");
    ScoreSink sink = sink();
    IngestResult result =
        Ingest.pass(
            session, input(), typed -> sink.write(new ScoredTable(session, plan, rows).of(typed)));
    ScoreCounts counts =
        new ScoreCounts(
            result.read(),
            result.typed(),
            result.quarantined(),
            result.counts().dropped(),
            rows.value());
    requireAnswers(counts);
    sink.publish(counts.written());
    return ledger.done(counts, result.quarantineReasons(), result.inputs());
  }

  private ScoreSink sink() {
    if (target.table().isEmpty()) {
      return new FileSink(storage, target);
    }
    TargetTable table = target.table().get();
    JdbcAccess access = JdbcAccess.of(table.url(), session.sparkContext().hadoopConfiguration());
    access.check();
    return new TableSink(table, access);
  }

  private void requireAnswers(ScoreCounts counts) {
    if (plan.request().lists().isEmpty() && counts.written() != counts.scored()) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "account for every row",
          "%d were scored, but %d written".formatted(counts.scored(), counts.written()));
    }
  }

  private IngestInput input() {
    IngestConfig config =
        plan.request()
            .config()
            .ingest()
            .forScoring(plan.request().sources(), plan.columns().schema());
    IngestFolders folders =
        new IngestFolders(
            target.attempt() + "/staging", target.attempt() + "/typed", target.quarantine());
    return new IngestInput(config, plan.files(), folders, plan.columns().dispensable());
  }

  /** The ledger of finished scores stays as long as they do. */
  private void note(ScoreLedger ledger) {
    if (!plan.isDone()) {
      storage.write(target.ledger(), ledger.toJson());
    }
  }

  private static JobException unknown(Exception thrown) {
    return new JobException(Outcome.UNEXPECTED, Secrets.masked(thrown.toString()));
  }
}
