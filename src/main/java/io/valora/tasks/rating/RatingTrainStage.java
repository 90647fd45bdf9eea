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
import io.valora.lineage.RunOrigin;
import io.valora.lineage.WarmStart;
import io.valora.lineage.WarmStart.Rows;
import io.valora.model.Range;
import io.valora.models.PairModel;
import io.valora.networks.MergedFactors;
import io.valora.networks.RatingNetworkConfig;
import io.valora.networks.TrainedNetwork;
import java.util.Map;
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
    Optional<RatingStart> start = RatingStart.read(context);
    SeenTraining<RatingFeatures> seen =
        SeenTraining.of(
            context,
            train -> fit.fit(train).startingWith(start),
            all -> fit.fitAllSeen(all).startingWith(start),
            fitted -> new RatingModelWriter(context, fitted.encoder()).writeKnown(),
            (first, network) -> {
              RatingStart.write(context, first, network);
              new RatingModelWriter(context, first.encoder())
                  .writeReference(kept(context, first, network).scorers(), stars);
            });
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
    StageResult result = trained.finish(context, kept);
    return start.map(from -> noted(result, from.tables(features))).orElse(result);
  }

  private static StageResult noted(StageResult result, Map<String, Rows> tables) {
    RunOrigin origin = result.record().origin();
    Optional<WarmStart> start = origin.warmStart().map(from -> from.withTables(tables));
    return new StageResult(
        result.record().withOrigin(origin.withWarmStart(start)),
        "%s; started with %s".formatted(result.summary(), start.orElseThrow().sentence()));
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
