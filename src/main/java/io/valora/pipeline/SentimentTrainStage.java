package io.valora.pipeline;

import static org.apache.spark.sql.functions.col;

import io.valora.features.text.TextEncoder;
import io.valora.networks.RowNetwork;
import io.valora.training.Negatives;
import io.valora.training.RowTraining;
import io.valora.training.TrainingParts;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Terms fitted on train, the network trained on them, and the {@code model} folder. */
final class SentimentTrainStage implements StageWork {
  @Override
  public StageResult run(StageContext context) {
    SentimentSettings settings = context.config().sentiment();
    TextEncoder encoder = SentimentModel.fit(context);
    RowNetwork network =
        settings.network().network(encoder.tableRows(), context.config().training().optimizer());
    TrainingRun trained =
        TrainingRun.of(
            context,
            new RowTraining(
                new TrainingParts(
                    encoded(context, encoder, "train"), encoded(context, encoder, "validation")),
                SentimentModel.LAYOUT,
                network,
                List.of(),
                settings.wordDropout(),
                Negatives.NONE,
                context.config().seed(),
                Optional.of(TrainingRun.checkpoints(context))));
    SentimentModel.write(context.storage(), context.folder(), trained.network());
    return trained.finish(context, trained.network());
  }

  private static Dataset<Row> encoded(StageContext context, TextEncoder encoder, String part) {
    return encoder
        .encode(context.part(part).select("row_key", "text", "label"))
        .withColumn("label", col("label").cast("float"))
        .drop("text");
  }
}
