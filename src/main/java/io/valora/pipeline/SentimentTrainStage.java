package io.valora.pipeline;

import static org.apache.spark.sql.functions.col;

import io.valora.features.text.TextEncoder;
import io.valora.networks.RowNetwork;
import io.valora.networks.TrainedNetwork;
import io.valora.training.Negatives;
import io.valora.training.RowTraining;
import io.valora.training.TrainingParts;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Terms fitted on train, the network trained on them, and the {@code model} folder. */
final class SentimentTrainStage implements StageWork {
  private static final String LABEL = "label";

  @Override
  public StageResult run(StageContext context) {
    Dataset<Row> train = labelled(context, "train");
    Dataset<Row> taught =
        context
            .config()
            .sentiment()
            .selfTraining()
            .map(config -> taught(context, config, train))
            .orElseGet(() -> train.limit(0));
    Dataset<Row> both = train.unionByName(taught);
    TextEncoder encoder = SentimentModel.fit(context, both);
    TrainingRun trained =
        TrainingRun.of(context, training(context, encoder, both, "/last"), taught.count());
    SentimentModel.of(context.config(), encoder, trained.network())
        .write(context.storage(), context.folder());
    return trained.finish(context, trained.network());
  }

  /** What a first network, trained on train, makes of the texts without labels. */
  private static Dataset<Row> taught(
      StageContext context, SelfTrainingConfig config, Dataset<Row> train) {
    TextEncoder encoder = SentimentModel.fit(context, train);
    TrainedNetwork first =
        TrainingRun.once(context, training(context, encoder, train, "/first")).network();
    return SelfTraining.labelled(
        context, config, SentimentModel.of(context.config(), encoder, first));
  }

  /**
   * @param checkpoints their folder below that of the run's checkpoints
   */
  private static RowTraining training(
      StageContext context, TextEncoder encoder, Dataset<Row> train, String checkpoints) {
    SentimentSettings settings = context.config().sentiment();
    RowNetwork network =
        settings.network().network(encoder.tableRows(), context.config().training().optimizer());
    return new RowTraining(
        new TrainingParts(
            encoded(encoder, train), encoded(encoder, labelled(context, "validation"))),
        SentimentModel.LAYOUT,
        network,
        List.of(),
        settings.wordDropout(),
        Negatives.NONE,
        context.config().seed(),
        Optional.of(TrainingRun.checkpoints(context, checkpoints)));
  }

  private static Dataset<Row> labelled(StageContext context, String part) {
    return context.part(part).select(col("row_key"), col("text"), col(LABEL).cast("double"));
  }

  private static Dataset<Row> encoded(TextEncoder encoder, Dataset<Row> texts) {
    return encoder.encode(texts).withColumn(LABEL, col(LABEL).cast("float")).drop("text");
  }
}
