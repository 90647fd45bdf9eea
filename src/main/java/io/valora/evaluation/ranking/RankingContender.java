package io.valora.evaluation.ranking;

/** One way of making lists, and how good its lists are. */
public record RankingContender(String name, ListObjective objective, RankingMetrics metrics) {}
