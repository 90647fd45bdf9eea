package io.valora.job.tuning;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One point of the search space.
 *
 * @param changes values by dotted job keys
 * @param resolved the job's configuration with them, every key with the value in force
 */
public record TuningSetting(ObjectNode changes, ObjectNode resolved) {
  /** Epochs of its training, at most. */
  public int epochs() {
    return resolved.path("training").path("epochs").asInt();
  }
}
