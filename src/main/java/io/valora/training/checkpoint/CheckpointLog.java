package io.valora.training.checkpoint;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.training.CheckpointConfig;
import io.valora.training.CheckpointPlace;
import io.valora.training.TrainingListener;
import io.valora.training.TrainingPause;
import io.valora.training.TrainingStart;
import java.util.Optional;
import java.util.function.Supplier;

/** Checkpoints of one training: the one it resumes from, and those that it writes. */
public final class CheckpointLog {
  private final CheckpointFolder folder;
  private final TrainingStart start;
  private final TrainingPause pause;
  private final CheckpointIdentity identity;
  private final CheckpointConfig config;
  private final CheckpointPolicy policy;

  public CheckpointLog(
      CheckpointPlace place, CheckpointIdentity identity, CheckpointConfig config) {
    this.folder = new CheckpointFolder(place.storage(), place.folder());
    this.start = place.start();
    this.pause = place.pause();
    this.identity = identity;
    this.config = config;
    this.policy = new CheckpointPolicy(config, System::nanoTime);
  }

  public CheckpointIdentity identity() {
    return identity;
  }

  /**
   * The newest checkpoint when training resumes, unless it lies beyond the pause; else removes the
   * existing ones.
   *
   * @param listener learns which of the two happened
   * @throws JobException when the checkpoint is of another training
   */
  public Optional<Checkpoint> begin(TrainingListener listener) {
    if (start == TrainingStart.FRESH) {
      folder.clear();
      return Optional.empty();
    }
    Optional<Checkpoint> newest =
        folder.newest().filter(checkpoint -> checkpoint.measuredEpochs() < pause.epochs());
    newest.ifPresentOrElse(
        checkpoint -> {
          requireSame(checkpoint);
          listener.resumed(checkpoint.state().epoch(), checkpoint.state().finishedRounds());
        },
        listener::nothingToResume);
    return newest;
  }

  /** Counts an averaging, and writes what {@code now} gives when a checkpoint is due. */
  public void averaged(Supplier<Checkpoint> now) {
    if (policy.isDueAfterRound()) {
      write(now.get());
    }
  }

  /** Whether training pauses after an epoch; writes what {@code now} gives when it does. */
  public boolean pauses(int epoch, Supplier<Checkpoint> now) {
    boolean pauses = pause.isAfter(epoch);
    if (pauses) {
      write(now.get());
    }
    return pauses;
  }

  private void write(Checkpoint checkpoint) {
    folder.write(checkpoint, config.keep());
    policy.written();
  }

  private void requireSame(Checkpoint checkpoint) {
    checkpoint
        .identity()
        .differenceFrom(identity)
        .ifPresent(
            difference -> {
              throw JobException.cannot(
                  Outcome.INVALID_REQUEST,
                  "resume training from " + folder.uri(),
                  "the checkpoint is of another training: %s (start over without --resume)"
                      .formatted(difference));
            });
  }
}
