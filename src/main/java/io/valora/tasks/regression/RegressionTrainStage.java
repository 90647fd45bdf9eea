package io.valora.tasks.regression;

import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TrainingRun;

/** Features fitted on train, the network trained on them, and the {@code model} folder. */
public final class RegressionTrainStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    RegressionTraining training =
        RegressionTraining.of(context.training(), context.taskConfig(RegressionConfig.class));
    TrainingRun trained =
        TrainingRun.of(context, training.rows().withCheckpoints(TrainingRun.checkpoints(context)));
    RegressionModel.of(context.config(), training.encoder(), trained.network()).write(context);
    return trained.finish(context, trained.network());
  }
}
