package io.valora.pipeline;

import io.valora.baselines.BaselinesConfig;
import io.valora.config.ConfigSection;
import io.valora.evaluation.EvaluationConfig;
import io.valora.features.FeaturesConfig;
import io.valora.networks.FactorsConfig;
import io.valora.networks.NetworkConfig;
import io.valora.networks.NetworkKind;
import io.valora.prediction.RecommendConfig;
import io.valora.schema.TableSchema;
import io.valora.split.LeakKeys;
import java.util.Optional;

/**
 * User and item to stars.
 *
 * @param factors of the network, when it is one of factors
 * @param sides the tables of users and items that it learns from besides
 */
public record RatingSettings(
    FeaturesConfig features,
    NetworkConfig network,
    Optional<FactorsConfig> factors,
    SideTables sides,
    BaselinesConfig baselines,
    EvaluationConfig evaluation,
    RecommendConfig recommend)
    implements TaskSettings {
  static RatingSettings from(ConfigSection job, ConfigSection ingest, TableSchema schema) {
    TaskColumns.require(ingest, schema, Task.RATING, "user", "item", "rating");
    ConfigSection network = job.section("network");
    NetworkKind kind = NetworkConfig.kind(network);
    return new RatingSettings(
        FeaturesConfig.from(job.section("features")),
        kind == NetworkKind.FACTORS ? NetworkConfig.FACTORS : NetworkConfig.from(network),
        kind == NetworkKind.FACTORS ? Optional.of(FactorsConfig.from(network)) : Optional.empty(),
        SideTables.from(job.section("side-tables")),
        BaselinesConfig.from(job.section("baselines")),
        EvaluationConfig.from(job.section("evaluation")),
        RecommendConfig.from(job.section("recommend")));
  }

  @Override
  public LeakKeys leakKeys() {
    return LeakKeys.RATINGS;
  }
}
