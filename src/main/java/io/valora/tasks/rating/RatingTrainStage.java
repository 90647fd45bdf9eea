package io.valora.tasks.rating;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TrainingRun;
import io.valora.model.ModelSignature;
import io.valora.networks.TrainedNetwork;
import io.valora.networks.Vocabularies;
import org.apache.spark.sql.Row;

/** Vocabularies fitted on train, the network trained on it, and the {@code model} folder. */
public final class RatingTrainStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    RatingConfig settings = context.taskConfig(RatingConfig.class);
    RatingTraining training = RatingTraining.of(context.training(), settings);
    TrainingRun trained =
        TrainingRun.of(context, training.rows().withCheckpoints(TrainingRun.checkpoints(context)));
    Vocabularies vocabularies = training.vocabularies();
    TrainedNetwork kept =
        settings
            .network()
            .withoutLinks(
                trained.network(),
                vocabularies,
                training.links(),
                context.config().training().optimizer());
    Row range = context.split("train").agg(min(col("rating")), max(col("rating"))).first();
    ModelSignature signature =
        ModelSignature.of(
            kept.scorers(),
            vocabularies.users(),
            vocabularies.items(),
            range.getDouble(0),
            range.getDouble(1));
    RatingModel.write(context.storage(), context.folder(), kept, signature);
    RatingModel.writeRanking(
        context.storage(),
        context.folder(),
        settings
            .ranking()
            .map(config -> RankingTraining.train(context, training.encoder(), vocabularies)));
    return trained.finish(context, kept);
  }
}
