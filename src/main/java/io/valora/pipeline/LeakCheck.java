package io.valora.pipeline;

import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.job.Stage;
import io.valora.job.StageContext;
import io.valora.lineage.RunRecord;
import io.valora.lineage.SplitFingerprint;
import io.valora.split.LeakReport;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leakage report of a run's splits. Training doesn't wait for it where the rows are few; what an
 * interrupted attempt left out is made up for.
 */
final class LeakCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeakCheck.class);

  /** Their groups fit into memory beside any training: some 100 bytes a row. */
  private static final long MOST_ROWS_BESIDE_TRAINING = 1_000_000;

  private final RunJournal journal;
  private final Function<RunRecord, StageContext> contexts;
  private final SideBySide threads = new SideBySide(1);
  private Optional<Part<LeakReport>> started = Optional.empty();

  /**
   * @param contexts to read the splits with
   */
  LeakCheck(RunJournal journal, Function<RunRecord, StageContext> contexts) {
    this.journal = journal;
    this.contexts = contexts;
  }

  /** Starts the report as soon as there are splits, and notes it before a stage reads it. */
  void before(Stage stage) {
    if (isMissing()) {
      start();
      if (stage != Stage.TRAIN || rows() > MOST_ROWS_BESIDE_TRAINING) {
        note();
      }
    }
  }

  /** Notes the report of what has been split, if that isn't done yet. */
  void end() {
    if (isMissing()) {
      start();
      note();
    }
  }

  private boolean isMissing() {
    RunRecord record = journal.record();
    return record.isDone(Stage.SPLIT.label()) && record.rows().leak().isEmpty();
  }

  private long rows() {
    SplitFingerprint split = journal.record().rows().split().orElseThrow();
    return split.train().rows() + split.test().rows();
  }

  private void start() {
    if (started.isEmpty()) {
      StageContext context = contexts.apply(journal.record());
      started = Optional.of(threads.start(() -> report(context)));
    }
  }

  private static LeakReport report(StageContext context) {
    return LeakReport.of(
        context.split("train"), context.split("test"), context.config().taskConfig().leakKeys());
  }

  private void note() {
    LeakReport report = started.orElseThrow().get();
    journal.leak(report.counts());
    LOG.info(
        "split: {} of {} test rows share their input with train",
        "%,d".formatted(report.sameInput()),
        "%,d".formatted(report.testRows()));
  }

  @Override
  public void close() {
    threads.close();
  }
}
