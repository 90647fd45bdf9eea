package io.valora.testing.counts;

import io.valora.config.ConfigSection;
import io.valora.features.table.TableFeaturesConfig;
import io.valora.job.DeclaredColumns;
import io.valora.job.FeatureFit;
import io.valora.job.JobConfig;
import io.valora.job.NetworkEstimate;
import io.valora.job.TaskConfig;
import io.valora.networks.InitialBias;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.RowNetwork;
import io.valora.split.LeakKeys;
import io.valora.tower.Activation;
import io.valora.tower.TowerDesign;
import io.valora.tower.TowerLoss;
import io.valora.tower.TowerShape;
import java.util.List;

/**
 * Table features and the hidden layers of a network that answers with a rate.
 *
 * @param hidden widths of the hidden layers
 */
public record CountsConfig(TableFeaturesConfig features, List<Integer> hidden)
    implements TaskConfig {
  static CountsConfig from(ConfigSection job, DeclaredColumns columns) {
    String target = TableFeaturesConfig.target(job, columns.schema());
    return new CountsConfig(
        TableFeaturesConfig.from(job.section("features"), columns.schema(), target),
        job.section("network").integers("hidden", List.of(), 1));
  }

  RowNetwork network(int width, OptimizerConfig optimizer) {
    TowerShape shape = new TowerShape(width, hidden, Activation.RELU, TowerLoss.POISSON, 0, 0);
    TowerDesign design = new TowerDesign(List.of(), shape, optimizer.rule(), 0, 0);
    return new RowNetwork(design, optimizer, 0, InitialBias.ZERO);
  }

  @Override
  public NetworkEstimate network(OptimizerConfig optimizer) {
    return new NetworkEstimate.Bounded(
        network(features.inputs().size(), optimizer).design(), "a number of each column");
  }

  @Override
  public FeatureFit featureFit(JobConfig job) {
    return new CountsTrainStage.Fit(features);
  }

  @Override
  public LeakKeys leakKeys() {
    return new LeakKeys(features.inputs(), features.target(), List.of());
  }
}
