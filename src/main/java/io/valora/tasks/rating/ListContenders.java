package io.valora.tasks.rating;

import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.baselines.FittedRanking;
import io.valora.baselines.RankingBaseline;
import io.valora.evaluation.ranking.ListObjective;
import io.valora.evaluation.ranking.RankingComparison;
import io.valora.evaluation.ranking.RankingContender;
import io.valora.evaluation.ranking.RankingEvaluation;
import io.valora.evaluation.rating.RatingEvaluationConfig;
import io.valora.model.PairScorerFactory;
import io.valora.prediction.Audience;
import io.valora.prediction.PopularItems;
import io.valora.prediction.RankedLists;
import io.valora.prediction.RatedItems;
import io.valora.prediction.RecommendConfig;
import io.valora.prediction.TopNRecommender;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Ways of making lists, measured side by side. Items that a user has already rated are left out of
 * the lists. Popularity counts all seen rows, as the baselines learn from them.
 */
final class ListContenders implements AutoCloseable {
  private final SideBySide works;
  private final RatingEvaluationConfig config;
  private final Dataset<Row> seen;
  private final Dataset<Row> test;
  private final PopularItems popular;
  private final Dataset<Row> users;
  private final List<Part<RankingContender>> measured = new ArrayList<>();

  /**
   * @param seen encoded rows of train and validation
   * @param test encoded rows
   */
  ListContenders(
      SideBySide works,
      RatingEvaluationConfig config,
      int items,
      Dataset<Row> seen,
      Dataset<Row> test) {
    this.works = works;
    this.config = config;
    this.seen = seen;
    this.test = test;
    this.popular = PopularItems.of(seen, items);
    this.users = new Audience(test, seen).withExcludedItems(RatedItems.EXCLUDED).cache();
  }

  void add(String name, ListObjective objective, PairScorerFactory scorers) {
    measured.add(works.start(() -> measure(name, objective, best(scorers))));
  }

  void addPopular() {
    measured.add(
        works.start(
            () ->
                measure(
                    RankingComparison.POPULARITY,
                    ListObjective.COUNTS,
                    popular.lists(users, config.k()))));
  }

  void add(RankingBaseline baseline) {
    measured.add(
        works.start(
            () -> {
              try (FittedRanking fitted = baseline.fit(seen)) {
                return measure(baseline.name(), ListObjective.RANKING, best(fitted.scorers()));
              }
            }));
  }

  /** In the order that they were added in, when all are measured. */
  RankingComparison comparison() {
    return new RankingComparison(config.k(), measured.stream().map(Part::get).toList());
  }

  @Override
  public void close() {
    users.unpersist();
  }

  private RankedLists best(PairScorerFactory scorers) {
    RecommendConfig lists = new RecommendConfig(config.k(), RatedItems.EXCLUDED);
    return new TopNRecommender(scorers, popular, lists).lists(users);
  }

  private RankingContender measure(String name, ListObjective objective, RankedLists lists) {
    Dataset<Row> kept = lists.lists().cache();
    try {
      return new RankingContender(
          name,
          objective,
          new RankingEvaluation(popular.catalogItems(), config.k(), config.relevantFrom())
              .of(kept, test));
    } finally {
      kept.unpersist();
    }
  }
}
