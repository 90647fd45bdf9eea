package io.valora.training;

import io.valora.storage.Storage;

/**
 * Location of a training's checkpoints, and the choice to resume from them.
 *
 * @param folder that holds nothing else
 * @param rows what tells the train and validation rows from others, such as their fingerprints
 * @param pause of the training
 */
public record CheckpointPlace(
    Storage storage, String folder, TrainingStart start, String rows, TrainingPause pause) {
  /** Of a training that goes on to its end. */
  public CheckpointPlace(Storage storage, String folder, TrainingStart start, String rows) {
    this(storage, folder, start, rows, TrainingPause.NEVER);
  }
}
