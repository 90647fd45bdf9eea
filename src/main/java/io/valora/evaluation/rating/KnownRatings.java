package io.valora.evaluation.rating;

/**
 * Count and mean of the train ratings of one user or one item.
 *
 * @param meanRating NaN without ratings
 */
public record KnownRatings(long ratings, double meanRating) {
  static final KnownRatings NONE = new KnownRatings(0, Double.NaN);
}
