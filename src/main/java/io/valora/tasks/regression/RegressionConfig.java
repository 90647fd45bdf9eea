package io.valora.tasks.regression;

import io.valora.baselines.TableBaselinesConfig;
import io.valora.config.ConfigSection;
import io.valora.evaluation.regression.RegressionEvaluationConfig;
import io.valora.features.table.TableFeaturesConfig;
import io.valora.job.TaskConfig;
import io.valora.networks.TableNetworkConfig;
import io.valora.schema.TableSchema;
import io.valora.split.LeakKeys;
import java.util.List;

/** Numbers to a number. */
public record RegressionConfig(
    TableFeaturesConfig features,
    TableNetworkConfig network,
    TableBaselinesConfig baselines,
    RegressionEvaluationConfig evaluation)
    implements TaskConfig {
  public static RegressionConfig from(ConfigSection job, TableSchema schema) {
    String target = TableFeaturesConfig.target(job, schema);
    return new RegressionConfig(
        TableFeaturesConfig.from(job.section("features"), schema, target),
        TableNetworkConfig.from(job.section("network")),
        TableBaselinesConfig.from(job.section("baselines")),
        RegressionEvaluationConfig.from(job.section("evaluation")));
  }

  @Override
  public LeakKeys leakKeys() {
    return new LeakKeys(features.inputs(), features.target(), List.of());
  }
}
