package io.valora.training;

/** Unit of the averaging frequency. */
public enum AveragingUnit {
  BATCH,
  EPOCH
}
