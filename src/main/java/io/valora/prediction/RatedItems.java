package io.valora.prediction;

/** Treatment of already rated items in recommendations. */
public enum RatedItems {
  EXCLUDED,
  KEPT
}
