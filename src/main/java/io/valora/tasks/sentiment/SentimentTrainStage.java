package io.valora.tasks.sentiment;

import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TrainingRun;
import io.valora.networks.TrainedNetwork;
import io.valora.training.RowTraining;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Terms fitted on train, the network trained on them, and the {@code model} folder. */
public final class SentimentTrainStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    SentimentConfig config = context.taskConfig(SentimentConfig.class);
    Dataset<Row> train = SentimentTraining.labeled(context.split("train"));
    OptionalDouble sharpness = config.sharpness();
    Dataset<Row> pseudoLabeled =
        sharpness.isPresent()
            ? pseudoLabeled(context, train, sharpness.getAsDouble())
            : train.limit(0);
    Dataset<Row> labeled = train.unionByName(pseudoLabeled);
    BalancedClasses weighted = BalancedClasses.weighted(labeled, context.config());
    SentimentTraining training =
        SentimentTraining.of(context.training(), config, labeled, weighted.rows());
    TrainingRun trained =
        TrainingRun.of(
            context,
            checkpointed(context, training, "/last"),
            pseudoLabeled.count() + weighted.added());
    SentimentModel.of(context.config(), training.encoder(), trained.network()).write(context);
    return trained.finish(context, trained.network());
  }

  /** The unlabeled texts with pseudo-labels from a first network, trained on train. */
  private static Dataset<Row> pseudoLabeled(
      StageContext context, Dataset<Row> train, double sharpness) {
    SentimentTraining training =
        SentimentTraining.of(context.training(), context.taskConfig(SentimentConfig.class), train);
    TrainedNetwork first =
        TrainingRun.once(context, checkpointed(context, training, "/first")).network();
    return SelfTraining.labeled(
        context, SentimentModel.of(context.config(), training.encoder(), first), sharpness);
  }

  /**
   * @param checkpoints their folder below that of the run's checkpoints
   */
  private static RowTraining checkpointed(
      StageContext context, SentimentTraining training, String checkpoints) {
    return training.rows().withCheckpoints(TrainingRun.checkpoints(context, checkpoints));
  }
}
