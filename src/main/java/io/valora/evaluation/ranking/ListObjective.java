package io.valora.evaluation.ranking;

/** Training objective behind a list recommender. */
public enum ListObjective {
  /** The stars of each pair: the list holds what should get most of them. */
  STARS,
  /** The order of items, or whether a user rates them at all. */
  RANKING,
  /** Nothing of the user's: everybody's list comes from counts. */
  COUNTS
}
