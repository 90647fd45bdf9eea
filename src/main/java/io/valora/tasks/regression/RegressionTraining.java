package io.valora.tasks.regression;

import io.valora.features.fit.table.EncodedRows;
import io.valora.features.fit.table.TableEncoderFit;
import io.valora.features.table.TableEncoder;
import io.valora.job.FittedTraining;
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
 * @param encoder fitted on the rows to train on
 */
record RegressionTraining(TableEncoder encoder, RowTraining rows) implements FittedTraining {

  static RegressionTraining of(TrainingContext context, RegressionConfig config) {
    return of(splits(context), config, context.optimizer(), context.seed());
  }

  /** Of all rows that training may see, with the categories and the scales of all of them. */
  static RegressionTraining ofAllSeen(TrainingContext context, RegressionConfig config) {
    return of(splits(context).joined(), config, context.optimizer(), context.seed());
  }

  private static TrainingSplits splits(TrainingContext context) {
    return new TrainingSplits(context.train(), context.validation());
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
