package io.valora.tasks.regression;

import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TrainingRun;
import io.valora.training.TrainingResult;

/**
 * Features fitted on train, the network trained on them, and the {@code model} folder. A network
 * that is trained again has the features of the validation rows too.
 */
public final class RegressionTrainStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    RegressionConfig settings = context.taskConfig(RegressionConfig.class);
    RegressionTraining best = RegressionTraining.of(context.training(), settings);
    TrainingResult result =
        TrainingRun.once(context, best.rows().withCheckpoints(TrainingRun.checkpoints(context)), 0);
    boolean refits = TrainingRun.refits(context);
    RegressionTraining training =
        refits ? RegressionTraining.ofAllSeen(context.training(), settings) : best;
    TrainingRun trained =
        refits ? TrainingRun.refitted(context, result, training.rows()) : TrainingRun.kept(result);
    RegressionModel.of(context.config(), training.encoder(), trained.network()).write(context);
    return trained.finish(context, trained.network());
  }
}
