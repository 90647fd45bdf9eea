package io.valora.training;

import io.valora.storage.Storage;

/**
 * Where a training keeps its checkpoints, and whether it goes on from them.
 *
 * @param folder that holds nothing else
 * @param rows what tells the train and validation rows from others, such as their fingerprints
 */
public record CheckpointPlace(Storage storage, String folder, TrainingStart start, String rows) {}
