package io.valora.pipeline.progress;

import io.valora.base.Outcome;
import io.valora.job.PipelineListener;
import io.valora.job.Stage;
import io.valora.lineage.RunProgress;
import io.valora.lineage.RunSnapshot;
import io.valora.lineage.RunSnapshotParser;
import io.valora.lineage.RunState;
import io.valora.lineage.TrainingProgress;
import io.valora.storage.RunFolder;
import io.valora.storage.Storage;
import io.valora.training.EpochRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code progress.json} up to date. Ends of stages are written at once; training progress is
 * written by a thread of its own, the newest every few seconds, so that training never waits for
 * storage. That the file can't be written doesn't end a run.
 */
public final class ProgressFile implements PipelineListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressFile.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final double NANOSECONDS = 1e9;

  private final Storage storage;
  private final RunFolder folder;
  private final LatestValueWriter<RunSnapshot> writer =
      new LatestValueWriter<>(this::write, INTERVAL);
  private final long start = System.nanoTime();
  private long stageStart = start;
  private String stage = "";
  private Optional<TrainingProgress> training = Optional.empty();
  private boolean warned;

  public ProgressFile(Storage storage, RunFolder folder) {
    this.storage = storage;
    this.folder = folder;
  }

  @Override
  public void stageStarted(Stage begun) {
    stage = begun.label();
    stageStart = System.nanoTime();
    training = Optional.empty();
    writer.now(running());
  }

  @Override
  public void trainingResumed(int epoch, int finishedRounds) {}

  @Override
  public void nothingToResume() {}

  @Override
  public void averaged(int epoch, int plannedEpochs, int finishedRounds, int rounds) {
    TrainingProgress last = training.orElse(null);
    boolean same = last != null && last.epoch() <= epoch && last.plannedEpochs() == plannedEpochs;
    training =
        Optional.of(
            new TrainingProgress(
                epoch,
                plannedEpochs,
                finishedRounds,
                rounds,
                same ? last.rowsPerSecond() : Double.NaN,
                same ? last.loss() : Double.NaN,
                same ? last.validationLoss() : Double.NaN,
                same ? last.validationMetric() : Double.NaN));
    writer.soon(running());
  }

  @Override
  public void epochFinished(EpochRecord epoch, int plannedEpochs) {
    int averagings = training.map(TrainingProgress::averagings).orElse(1);
    training =
        Optional.of(
            new TrainingProgress(
                epoch.epoch(),
                plannedEpochs,
                averagings,
                averagings,
                epoch.rowsPerSecond(),
                epoch.train().loss(),
                epoch.validation().loss(),
                epoch.validation().metric()));
    writer.soon(running());
  }

  @Override
  public void stageFinished(Stage finished, double seconds, String summary) {
    writer.now(running());
  }

  @Override
  public void runEnded(RunProgress progress) {
    RunState state =
        switch (progress.status()) {
          case RUNNING -> RunState.WAITING;
          case SUCCEEDED -> RunState.DONE;
          case FAILED -> RunState.FAILED;
        };
    int code = progress.outcome().orElse(Outcome.DONE).code();
    writer.now(snapshot(state, Optional.of(code), progress.message()));
  }

  /** Writes nothing more. */
  @Override
  public void close() {
    writer.close();
  }

  private RunSnapshot running() {
    return snapshot(RunState.RUNNING, Optional.empty(), "");
  }

  private RunSnapshot snapshot(RunState state, Optional<Integer> code, String message) {
    long now = System.nanoTime();
    return new RunSnapshot(
        folder.job(),
        folder.runId(),
        state,
        code,
        message,
        stage,
        (now - stageStart) / NANOSECONDS,
        (now - start) / NANOSECONDS,
        Instant.now(),
        training);
  }

  private void write(RunSnapshot snapshot) {
    try {
      storage.write(folder.progressJson(), RunSnapshotParser.toJson(snapshot));
    } catch (RuntimeException e) {
      if (!warned) {
        LOG.warn("{} (the run goes on without it)", e.getMessage());
        warned = true;
      }
    }
  }
}
