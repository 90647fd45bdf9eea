package io.valora.tasks.regression;

import static io.valora.schema.Columns.LABEL;

import io.valora.baselines.TableBaselinesConfig;
import io.valora.config.ConfigSection;
import io.valora.evaluation.regression.RegressionEvaluationConfig;
import io.valora.features.fit.table.EncodedRows;
import io.valora.features.fit.table.TableEncoderFit;
import io.valora.features.table.TableEncoder;
import io.valora.features.table.TableFeaturesConfig;
import io.valora.job.DeclaredColumns;
import io.valora.job.JobConfig;
import io.valora.job.NetworkEstimate;
import io.valora.job.QuickBaselines;
import io.valora.job.TaskConfig;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.TableNetworkConfig;
import io.valora.split.LeakKeys;
import io.valora.training.MonitoredMetric;
import io.valora.training.TrainingConfig.Refit;
import io.valora.training.TrainingDefaults;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Numbers to a number. */
public record RegressionConfig(
    TableFeaturesConfig features,
    TableNetworkConfig network,
    TableBaselinesConfig baselines,
    RegressionEvaluationConfig evaluation)
    implements TaskConfig {
  /** Small batches and many epochs, which early stopping ends: tables are small. */
  private static final TrainingDefaults TRAINING =
      new TrainingDefaults(
          200, 64, 1, OptimizerConfig.AdamMoments.USUAL, MonitoredMetric.RMSE, 10, Refit.ON);

  static RegressionConfig from(ConfigSection job, DeclaredColumns columns) {
    String target = TableFeaturesConfig.target(job, columns.schema());
    return new RegressionConfig(
        TableFeaturesConfig.from(job.section("features"), columns.schema(), target),
        TableNetworkConfig.from(job.section("network")),
        TableBaselinesConfig.from(job.section("baselines")),
        RegressionEvaluationConfig.from(job.section("evaluation")));
  }

  @Override
  public NetworkEstimate network(OptimizerConfig optimizer) {
    return new NetworkEstimate.Bounded(
        network.network(features.inputs().size(), optimizer).design(),
        "a number of each column; unknown is how many categories there are");
  }

  @Override
  public RegressionFit featureFit(JobConfig job) {
    return new RegressionFit(features);
  }

  @Override
  public Map<String, Double> quickBaselines(
      Dataset<Row> train, Dataset<Row> scored, MonitoredMetric metric) {
    if (metric == MonitoredMetric.LOSS) {
      return Map.of();
    }
    TableEncoder encoder = TableEncoderFit.of(train, features);
    return QuickBaselines.metrics(
        baselines.baselines(),
        EncodedRows.exact(train, encoder),
        EncodedRows.exact(scored, encoder),
        LABEL,
        metric);
  }

  @Override
  public TrainingDefaults trainingDefaults() {
    return TRAINING;
  }

  @Override
  public LeakKeys leakKeys() {
    return new LeakKeys(features.inputs(), features.target(), List.of());
  }
}
