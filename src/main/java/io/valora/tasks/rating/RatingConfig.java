package io.valora.tasks.rating;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER;

import io.valora.baselines.RatingBaselinesConfig;
import io.valora.config.ConfigSection;
import io.valora.evaluation.rating.RatingEvaluationConfig;
import io.valora.features.RatingFeaturesConfig;
import io.valora.features.fit.RatingEncoder;
import io.valora.job.AuxiliaryInput;
import io.valora.job.DeclaredColumns;
import io.valora.job.JobConfig;
import io.valora.job.NetworkEstimate;
import io.valora.job.QuickBaselines;
import io.valora.job.TaskConfig;
import io.valora.models.Contexts;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.RankingConfig;
import io.valora.networks.RatingNetworkConfig;
import io.valora.networks.Vocabularies;
import io.valora.prediction.RecommendConfig;
import io.valora.split.LeakKeys;
import io.valora.training.EngineKind;
import io.valora.training.MonitoredMetric;
import io.valora.training.TrainingConfig.Refit;
import io.valora.training.TrainingDefaults;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * User and item to stars.
 *
 * @param ranking the network that orders lists, when it isn't the one that predicts stars
 * @param sides the side tables of users and items
 */
public record RatingConfig(
    RatingFeaturesConfig features,
    RatingNetworkConfig network,
    SideTables sides,
    RatingBaselinesConfig baselines,
    RatingEvaluationConfig evaluation,
    RecommendConfig recommend,
    Optional<RankingConfig> ranking)
    implements TaskConfig {
  /** Ordering objective of recommendation lists. */
  private enum Objective {
    /** The stars that are predicted. */
    STARS,
    /** The probability of being chosen next; predicted stars are shown beside it. */
    RANKING
  }

  private static final TrainingDefaults FACTORS =
      new TrainingDefaults(
          100,
          256,
          1,
          new OptimizerConfig.KerasStyleAdagrad(0.1, 3e-5, 1e-7),
          MonitoredMetric.RMSE,
          6,
          Refit.ON);

  /** Keys that the shape and the rows of the tables depend on. */
  private static final List<String> WARM_START_KEYS =
      List.of(
          "features.context",
          "network.kind",
          "network.factors",
          "network.rated-items",
          "network.user-embedding-dimension",
          "network.item-embedding-dimension",
          "network.hidden",
          "network.activation");

  static RatingConfig from(ConfigSection job, DeclaredColumns columns) {
    columns.require(USER, ITEM, RATING);
    columns.requireId(USER);
    columns.requireId(ITEM);
    columns.requireNumber(RATING);
    ConfigSection network = job.section("network");
    ConfigSection recommend = job.section("recommend");
    ConfigSection features = job.section("features");
    RatingFeaturesConfig read = RatingFeaturesConfig.from(features, columns.schema());
    RatingNetworkConfig learning = RatingNetworkConfig.from(network);
    requireContextLearned(read, features, learning, network);
    return new RatingConfig(
        read,
        learning,
        SideTables.from(job.section("side-tables")),
        RatingBaselinesConfig.from(job.section("baselines")),
        RatingEvaluationConfig.from(job.section("evaluation")),
        RecommendConfig.from(recommend),
        ranking(recommend));
  }

  private static void requireContextLearned(
      RatingFeaturesConfig features,
      ConfigSection section,
      RatingNetworkConfig network,
      ConfigSection networkSection) {
    if (features.context().isEmpty() || network.rowPenalty() > 0) {
      return;
    }
    if (network.kind() == RatingNetworkConfig.Kind.FACTORS) {
      networkSection.invalid("penalty", network.rowPenalty(), "must be above 0 to learn context");
    } else {
      String columns = String.join(", ", Contexts.columns(features.context()));
      section.invalid("context", columns, "must be left out unless network.kind is factors");
    }
  }

  private static Optional<RankingConfig> ranking(ConfigSection recommend) {
    Objective objective = recommend.choice("objective", Objective.class, Objective.STARS);
    return objective == Objective.RANKING
        ? Optional.of(RankingConfig.from(recommend.section("ranking")))
        : Optional.empty();
  }

  @Override
  public NetworkEstimate network(OptimizerConfig optimizer) {
    return new NetworkEstimate.ByIds(
        ids -> network.network(new Vocabularies(ids, ids), List.of(), optimizer).design());
  }

  @Override
  public RatingFit featureFit(JobConfig job) {
    return RatingFit.of(this);
  }

  @Override
  public Map<String, Double> quickBaselines(
      Dataset<Row> train, Dataset<Row> scored, MonitoredMetric metric) {
    if (metric == MonitoredMetric.LOSS) {
      return Map.of();
    }
    RatingEncoder encoder = RatingEncoder.fit(train, features);
    return QuickBaselines.metrics(
        baselines.quick(), encoder.encode(train), encoder.encode(scored), RATING, metric);
  }

  @Override
  public Set<EngineKind> engines() {
    return ranking.isEmpty() && network.hasStockLayers()
        ? EnumSet.allOf(EngineKind.class)
        : TaskConfig.super.engines();
  }

  @Override
  public TrainingDefaults trainingDefaults() {
    return network.kind() == RatingNetworkConfig.Kind.FACTORS
        ? FACTORS
        : TrainingDefaults.EMBEDDINGS;
  }

  @Override
  public List<String> warmStartKeys() {
    boolean learnsSides = !sides.inputs().isEmpty() && !network.links().isEmpty();
    return learnsSides ? List.of() : WARM_START_KEYS;
  }

  @Override
  public LeakKeys leakKeys() {
    return LeakKeys.RATINGS;
  }

  @Override
  public List<AuxiliaryInput> auxiliaryInputs() {
    return sides.inputs();
  }
}
