package io.valora.tasks.rating;

import static io.valora.schema.Columns.RATING;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.valora.job.SeenTraining;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TrainingRun;
import io.valora.model.Range;
import io.valora.models.PairModel;
import io.valora.networks.MergedFactors;
import io.valora.networks.RatingNetworkConfig;
import io.valora.networks.TrainedNetwork;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Vocabularies, the network trained on the same rows, and the {@code model} folder. A network that
 * is trained again knows the users and items of the validation rows too.
 */
public final class RatingTrainStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    RatingConfig settings = context.taskConfig(RatingConfig.class);
    RatingFit fit = RatingFit.of(settings);
    Range stars = range(context.split("train"));
    SeenTraining<RatingFeatures> seen =
        SeenTraining.of(
            context,
            fit::fit,
            fit::fitAllSeen,
            fitted -> new RatingModelWriter(context, fitted.encoder()).writeKnown(),
            (first, network) ->
                new RatingModelWriter(context, first.encoder())
                    .writeReference(kept(context, first, network).scorers(), stars));
    RatingFeatures features = seen.fitted();
    TrainingRun trained = seen.run();
    TrainedNetwork kept = kept(context, features, trained.network());
    Optional<TrainedNetwork> ranking =
        settings
            .ranking()
            .map(
                config ->
                    RankingTraining.train(
                        context, features.encoder(), features.vocabularies().withoutContexts()));
    RatingModel.write(context.storage(), context.folder(), kept, ranking);
    new RatingModelWriter(context, features.encoder())
        .write(
            new PairModel.Networks(kept.rowKernel(), ranking.map(TrainedNetwork::rowKernel)),
            stars);
    return trained.finish(context, kept);
  }

  /** The network of users, items and contexts alone, which answers in the ratings' unit. */
  private static TrainedNetwork kept(
      StageContext context, RatingFeatures features, TrainedNetwork trained) {
    RatingNetworkConfig network = context.taskConfig(RatingConfig.class).network();
    TrainedNetwork alone =
        network.withoutLinks(
            trained,
            features.vocabularies(),
            features.links(),
            context.config().training().optimizer());
    double unit = features.scale().standardDeviation();
    TrainedNetwork inUnit = network.inUnit(alone, features.vocabularies(), unit);
    return features
        .encoder()
        .context()
        .map(known -> known.weights(network.rowPenalty()))
        .map(weights -> MergedFactors.withContextsWeighted(inUnit, weights))
        .orElse(inUnit);
  }

  private static Range range(Dataset<Row> train) {
    Column rating = col(RATING).cast(DataTypes.DoubleType);
    Row range = train.agg(min(rating), max(rating)).first();
    return new Range(range.getDouble(0), range.getDouble(1));
  }
}
