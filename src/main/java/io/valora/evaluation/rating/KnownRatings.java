package io.valora.evaluation.rating;

/**
 * What the train part holds of one user or one item.
 *
 * @param meanRating NaN without ratings
 */
public record KnownRatings(long ratings, double meanRating) {
  static final KnownRatings NONE = new KnownRatings(0, Double.NaN);
}
