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
    Dataset<Row> train = SentimentFit.labeled(context.split("train"));
    OptionalDouble sharpness = config.sharpness();
    Dataset<Row> pseudoLabeled =
        sharpness.isPresent()
            ? pseudoLabeled(context, train, sharpness.getAsDouble())
            : train.limit(0);
    Dataset<Row> labeled = train.unionByName(pseudoLabeled);
    SentimentFeatures features = SentimentFit.of(context.config()).fit(context.training(), labeled);
    TrainingRun trained =
        TrainingRun.of(
            context,
            checkpointed(context, features, "/last"),
            pseudoLabeled.count() + features.added());
    SentimentModel.of(context.config(), features.encoder(), trained.result().network())
        .writeReference(context);
    SentimentModel.of(context.config(), features.encoder(), trained.network()).write(context);
    return trained.finish(context, trained.network());
  }

  /** The unlabeled texts with pseudo-labels from a first network, trained on train. */
  private static Dataset<Row> pseudoLabeled(
      StageContext context, Dataset<Row> train, double sharpness) {
    SentimentFeatures features =
        SentimentFit.of(context.config()).unweighted().fit(context.training(), train);
    TrainedNetwork first =
        TrainingRun.once(context, checkpointed(context, features, "/first")).network();
    return SelfTraining.labeled(
        context, SentimentModel.of(context.config(), features.encoder(), first), sharpness);
  }

  /**
   * @param checkpoints their folder below that of the run's checkpoints
   */
  private static RowTraining checkpointed(
      StageContext context, SentimentFeatures features, String checkpoints) {
    return features
        .training(context.config())
        .withCheckpoints(TrainingRun.checkpoints(context, checkpoints));
  }
}
