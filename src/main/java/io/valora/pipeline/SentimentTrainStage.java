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
    TrainingRun trained =
        context
            .config()
            .sentiment()
            .selfTraining()
            .map(config -> selfTrained(context, config))
            .orElseGet(() -> trained(context));
    SentimentModel.write(context.storage(), context.folder(), trained.network());
    return trained.finish(context, trained.network());
  }

  private static TrainingRun trained(StageContext context) {
    Dataset<Row> train = labelled(context, "train");
    return TrainingRun.of(
        context, training(context, SentimentModel.fit(context, train), train, ""));
  }

  /** A network on train, then the model on train and on what that network says of the others. */
  private static TrainingRun selfTrained(StageContext context, SelfTrainingConfig config) {
    Dataset<Row> train = labelled(context, "train");
    TextEncoder first = SentimentModel.fit(context, train);
    TrainedNetwork network =
        TrainingRun.once(context, training(context, first, train, "/first")).network();
    Dataset<Row> taught =
        SelfTraining.labelled(context, config, SentimentModel.of(context.config(), first, network));
    Dataset<Row> both = train.unionByName(taught);
    TextEncoder encoder = SentimentModel.fit(context, both);
    return TrainingRun.of(context, training(context, encoder, both, "/second"), taught.count());
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
