package io.valora.tasks.rating;

import io.valora.features.fit.RatingEncoder;
import io.valora.features.fit.side.SideEntries;
import io.valora.job.PipelineTrainingListener;
import io.valora.job.StageContext;
import io.valora.job.TrainingRun;
import io.valora.networks.FactorLink;
import io.valora.networks.RankingConfig;
import io.valora.networks.RowNetwork;
import io.valora.networks.TrainedNetwork;
import io.valora.networks.Vocabularies;
import io.valora.tower.EntryLists;
import io.valora.training.EarlyStoppingConfig;
import io.valora.training.MonitoredMetric;
import io.valora.training.Negatives;
import io.valora.training.RowTraining;
import io.valora.training.TrainingConfig;
import io.valora.training.TrainingResult;
import io.valora.training.TrainingSplits;
import io.valora.training.loop.RowTrainer;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The network that orders lists: trained on what users chose, stopped by validation, trained again
 * on both, and made into one row a user and one an item.
 */
final class RankingTraining {
  private static final int ITEMS = 1;

  private RankingTraining() {}

  static TrainedNetwork train(
      StageContext context, RatingEncoder encoder, Vocabularies vocabularies) {
    RankingConfig config = context.taskConfig(RatingConfig.class).ranking().orElseThrow();
    NextItemExamples chosen = new NextItemExamples(config, encoder);
    Dataset<Row> train = context.split("train");
    Dataset<Row> validation = context.split("validation");
    RowNetwork network = config.network(vocabularies);
    RowTraining training =
        new RowTraining(
            new TrainingSplits(
                chosen.rows(train, validation, "train"),
                chosen.rows(train, validation, "validation")),
            NextItemExamples.LAYOUT,
            network,
            List.of(),
            0,
            new Negatives(config.negatives(), ITEMS, vocabularies.itemRows()),
            context.config().seed(),
            Optional.empty());
    TrainingConfig epochs = epochs(context, config);
    TrainingResult result =
        new RowTrainer(epochs)
            .train(training, new PipelineTrainingListener(context.listener(), epochs.epochs()));
    TrainedNetwork trained = TrainingRun.refit(context, epochs, training, result.bestEpoch());
    SideEntries last =
        SideEntries.of(chosen.last(train.unionByName(validation)), vocabularies.users());
    EntryLists entries = new EntryLists(last.starts(), last.indices(), last.weights());
    List<FactorLink> links = List.of(new FactorLink(0, vocabularies.itemRows(), entries));
    return config.asFactors().withoutLinks(trained, vocabularies, links, config.optimizer());
  }

  private static TrainingConfig epochs(StageContext context, RankingConfig config) {
    TrainingConfig job = context.config().training();
    return new TrainingConfig(
        config.epochs(),
        config.batchSize(),
        job.engine(),
        job.shards(),
        job.averaging(),
        config.optimizer(),
        new EarlyStoppingConfig(true, MonitoredMetric.LOSS, 2, 0));
  }
}
