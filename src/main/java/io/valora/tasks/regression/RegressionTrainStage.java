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
    RegressionConfig settings = context.taskConfig(RegressionConfig.class);
    SeenTraining<RegressionTraining> seen =
        SeenTraining.of(
            context,
            train -> RegressionTraining.of(train, settings),
            all -> RegressionTraining.ofAllSeen(all, settings));
    TrainingRun trained = seen.run();
    RegressionModel.of(context.config(), seen.fitted().encoder(), trained.network()).write(context);
    return trained.finish(context, trained.network());
  }
}
