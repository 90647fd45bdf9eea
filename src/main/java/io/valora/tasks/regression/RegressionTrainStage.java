package io.valora.tasks.regression;

import io.valora.job.SeenTraining;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TrainingRun;

/**
 * Features fitted on train, the network trained on them, and the {@code model} folder. A network
 * that is trained again has the features of the validation rows too.
 */
public final class RegressionTrainStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    RegressionFit fit = new RegressionFit(context.taskConfig(RegressionConfig.class).features());
    SeenTraining<RegressionFeatures> seen =
        SeenTraining.of(
            context,
            fit::fit,
            fit::fitAllSeen,
            nothing -> {},
            (features, network) ->
                RegressionModel.of(context.config(), features.encoder(), network)
                    .writeReference(context));
    TrainingRun trained = seen.run();
    RegressionModel.of(context.config(), seen.fitted().encoder(), trained.network()).write(context);
    return trained.finish(context, trained.network());
  }
}
