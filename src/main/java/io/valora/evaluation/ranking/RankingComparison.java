package io.valora.evaluation.ranking;

import java.util.List;
import java.util.Optional;

/**
 * Several ways of making lists of k items for the same users.
 *
 * @param contenders no two of one name, in the order they are shown
 */
public record RankingComparison(int k, List<RankingContender> contenders) {
  public static final String NETWORK = "network";
  public static final String RANKING_NETWORK = "ranking-network";
  public static final String POPULARITY = "popularity";

  public RankingComparison {
    contenders = List.copyOf(contenders);
    long names = contenders.stream().map(RankingContender::name).distinct().count();
    if (names < contenders.size()) {
      throw new IllegalArgumentException("two ways of making lists have one name");
    }
  }

  /** The numbers of the lists that are recommended. */
  public Optional<RankingMetrics> recommended() {
    return metrics(RANKING_NETWORK).or(() -> metrics(NETWORK));
  }

  /** The numbers of the lists with this name. */
  public Optional<RankingMetrics> metrics(String name) {
    return contenders.stream()
        .filter(one -> one.name().equals(name))
        .map(RankingContender::metrics)
        .findFirst();
  }
}
