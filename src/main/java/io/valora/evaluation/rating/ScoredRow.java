package io.valora.evaluation.rating;

/**
 * One row of the test split with its prediction.
 *
 * @param userIndex 0 when train didn't know the user
 * @param itemIndex 0 when train didn't know the item
 */
record ScoredRow(long rowKey, int userIndex, int itemIndex, double rating, double prediction) {
  double error() {
    return prediction - rating;
  }
}
