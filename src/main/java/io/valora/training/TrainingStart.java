package io.valora.training;

/** Where a training begins. */
public enum TrainingStart {
  /** With untrained weights; checkpoints of an earlier attempt are removed. */
  FRESH,
  /** At the newest checkpoint, or with untrained weights when there is none. */
  RESUME
}
