/** Metrics of ranked lists: recall, NDCG, and how much lists differ between users. */
package io.valora.evaluation.ranking;
