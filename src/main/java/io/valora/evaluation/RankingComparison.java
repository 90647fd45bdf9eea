package io.valora.evaluation;

/** The model's lists beside lists of what is popular, both of k items. */
public record RankingComparison(int k, RankingMetrics model, RankingMetrics popularity) {}
