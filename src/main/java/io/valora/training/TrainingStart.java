package io.valora.training;

/** Starting point of a training. */
public enum TrainingStart {
  /** With untrained weights; checkpoints of an earlier attempt are removed. */
  FRESH,
  /** At the newest checkpoint, or with untrained weights when there is none. */
  RESUME
}
