package io.valora.tasks.rating;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.valora.features.fit.RatingEncoder;
import io.valora.job.StageContext;
import io.valora.job.StageResult;
import io.valora.job.StageWork;
import io.valora.job.TrainingRun;
import io.valora.model.ModelSignature;
import io.valora.networks.FactorLink;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.TrainableTower;
import io.valora.networks.TrainedNetwork;
import io.valora.networks.Vocabularies;
import io.valora.training.LinkedTable;
import io.valora.training.Negatives;
import io.valora.training.RowLayout;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Vocabularies fitted on train, the network trained on it, and the {@code model} folder. */
public final class RatingTrainStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    RatingConfig settings = context.taskConfig(RatingConfig.class);
    Dataset<Row> train = context.split("train");
    RatingEncoder encoder =
        RatingModel.keep(RatingEncoder.fit(train, settings.features()), context.folder());
    Vocabularies vocabularies = new Vocabularies(encoder.users().size(), encoder.items().size());
    OptimizerConfig optimizer = context.config().training().optimizer();
    List<FactorLink> links = RatingLinks.of(context, encoder, settings.network().links());
    TrainableTower network = settings.network().network(vocabularies, links, optimizer);
    TrainingRun trained = TrainingRun.of(context, training(context, encoder, network, links));
    TrainedNetwork kept =
        settings.network().withoutLinks(trained.network(), vocabularies, links, optimizer);
    Row range = train.agg(min(col("rating")), max(col("rating"))).first();
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
        settings.ranking().map(config -> RankingTraining.train(context, encoder, vocabularies)));
    return trained.finish(context, kept);
  }

  private static RowTraining training(
      StageContext context, RatingEncoder encoder, TrainableTower network, List<FactorLink> links) {
    TrainingSplits splits =
        new TrainingSplits(
            encoder.encode(context.split("train")), encoder.encode(context.split("validation")));
    return new RowTraining(
        splits,
        RowLayout.RATINGS,
        network,
        links.stream().map(link -> new LinkedTable(link.by(), link.entries())).toList(),
        context.taskConfig(RatingConfig.class).features().unknownDropout(),
        Negatives.NONE,
        context.config().seed(),
        Optional.of(TrainingRun.checkpoints(context)));
  }
}
