package io.valora.features.text;

/** Term weighting scheme; a linear layer reads the weighted sum of a text's rows. */
public enum Weighting {
  /** Its share of the occurrences of known terms, so that the weights of a text add up to 1. */
  AVERAGE,
  /** 1, however often it occurs. */
  PRESENCE,
  /**
   * Its naive-Bayes log-count ratio on train, however often it occurs (Wang and Manning: Baselines
   * and Bigrams, ACL 2012), scaled so that the weights of a text have Euclidean length 1.
   */
  COUNT_RATIO
}
