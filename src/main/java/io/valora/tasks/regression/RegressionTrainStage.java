package io.valora.tasks.regression;

import io.valora.features.fit.table.EncodedRows;
import io.valora.features.fit.table.TableEncoderFit;
import io.valora.features.table.TableEncoder;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TrainingRun;
import io.valora.networks.RowNetwork;
import io.valora.training.Negatives;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import java.util.List;
import java.util.Optional;

/** Features fitted on train, the network trained on them, and the {@code model} folder. */
public final class RegressionTrainStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    RegressionConfig settings = context.taskConfig(RegressionConfig.class);
    TableEncoder encoder = TableEncoderFit.of(context.split("train"), settings.features());
    RowNetwork network =
        settings.network().network(encoder.width(), context.config().training().optimizer());
    TrainingRun trained =
        TrainingRun.of(
            context,
            new RowTraining(
                new TrainingSplits(
                    EncodedRows.of(context.split("train"), encoder),
                    EncodedRows.of(context.split("validation"), encoder)),
                RegressionModel.LAYOUT,
                network,
                List.of(),
                0,
                Negatives.NONE,
                context.config().seed(),
                Optional.of(TrainingRun.checkpoints(context))));
    RegressionModel.of(context.config(), encoder, trained.network())
        .write(context.storage(), context.folder());
    return trained.finish(context, trained.network());
  }
}
