package io.valora.tasks.regression;

import io.valora.features.fit.table.EncodedRows;
import io.valora.features.fit.table.TableEncoderFit;
import io.valora.features.table.TableEncoder;
import io.valora.job.TrainingContext;
import io.valora.networks.LinearStart;
import io.valora.networks.OptimizerConfig;
import io.valora.tower.Standardization;
import io.valora.training.Negatives;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import java.util.List;
import java.util.Optional;

/**
 * Training of a table network, with the encoder that was fitted for it.
 *
 * @param encoder fitted on train
 */
record RegressionTraining(TableEncoder encoder, RowTraining rows) {

  static RegressionTraining of(TrainingContext context, RegressionConfig config) {
    TrainingSplits splits = new TrainingSplits(context.train(), context.validation());
    return of(splits, config, context.optimizer(), context.seed());
  }

  /**
   * @param splits typed rows
   */
  static RegressionTraining of(
      TrainingSplits splits, RegressionConfig config, OptimizerConfig optimizer, long seed) {
    TableEncoder encoder = TableEncoderFit.of(splits.train(), config.features());
    Standardization labels = encoder.target().standardization();
    RowTraining rows =
        new RowTraining(
            new TrainingSplits(
                EncodedRows.standardized(splits.train(), encoder, labels),
                EncodedRows.standardized(splits.validation(), encoder, labels)),
            RegressionModel.LAYOUT,
            new LinearStart(config.network().network(encoder.width(), optimizer)),
            List.of(),
            0,
            Negatives.NONE,
            seed,
            Optional.empty());
    return new RegressionTraining(encoder, rows.withLabels(labels));
  }
}
