package io.valora.tasks.regression;

import io.valora.features.fit.table.EncodedRows;
import io.valora.features.fit.table.TableEncoderFit;
import io.valora.features.table.TableEncoder;
import io.valora.job.TrainingContext;
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
    TableEncoder encoder = TableEncoderFit.of(context.train(), config.features());
    RowTraining rows =
        new RowTraining(
            new TrainingSplits(
                EncodedRows.of(context.train(), encoder),
                EncodedRows.of(context.validation(), encoder)),
            RegressionModel.LAYOUT,
            config.network().network(encoder.width(), context.optimizer()),
            List.of(),
            0,
            Negatives.NONE,
            context.seed(),
            Optional.empty());
    return new RegressionTraining(encoder, rows);
  }
}
