package io.valora.evaluation.ranking;

/**
 * Ranking metrics of lists of k items.
 *
 * @param users with at least one relevant held-out item, which the means are over
 * @param recall mean share of a user's relevant items that are among the k, in [0, 1]
 * @param ndcg mean discounted gain relative to the best order possible, in [0, 1]
 * @param diversity of all lists, whether their users have a relevant item or not
 */
public record RankingMetrics(long users, double recall, double ndcg, ListDiversity diversity) {
  /** Share of the catalog that is on any list, in [0, 1]. */
  public double coverage() {
    return diversity.coverage();
  }
}
