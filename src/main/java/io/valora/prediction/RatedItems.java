package io.valora.prediction;

/** What becomes of the items that a user already rated. */
public enum RatedItems {
  EXCLUDED,
  KEPT
}
