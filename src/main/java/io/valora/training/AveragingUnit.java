package io.valora.training;

/** What the averaging frequency counts. */
public enum AveragingUnit {
  BATCH,
  EPOCH
}
