package io.valora.tasks.sentiment;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.TEXT;
import static org.apache.spark.sql.functions.col;

import io.valora.features.fit.text.EncodedTexts;
import io.valora.features.fit.vectors.VectorMaterial;
import io.valora.features.text.TextEncoder;
import io.valora.job.AuxiliaryInput;
import io.valora.job.TrainingContext;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.TrainableTower;
import io.valora.tower.TableShape.Learning;
import io.valora.training.Negatives;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Training of a text network, with the encoder that was fitted for it.
 *
 * @param encoder fitted on train
 */
record SentimentTraining(TextEncoder encoder, RowTraining rows) {
  /**
   * @param train texts and labels, such as those of {@link #labeled}
   */
  static SentimentTraining of(TrainingContext context, SentimentConfig config, Dataset<Row> train) {
    return of(context, config, train, train);
  }

  /**
   * The same, where some rows count more than once in the training, but not in the vocabulary.
   *
   * @param weighted rows to train on
   */
  static SentimentTraining of(
      TrainingContext context, SentimentConfig config, Dataset<Row> train, Dataset<Row> weighted) {
    TextEncoder encoder = SentimentModel.fit(context, config.text(), train);
    RowTraining rows =
        new RowTraining(
            new TrainingSplits(
                encoded(encoder, weighted), encoded(encoder, labeled(context.validation()))),
            SentimentModel.LAYOUT,
            network(context, config, encoder),
            List.of(),
            config.wordDropout(),
            Negatives.NONE,
            context.seed(),
            Optional.empty());
    return new SentimentTraining(encoder, rows);
  }

  /** Key, text and label of a split's rows. */
  static Dataset<Row> labeled(Dataset<Row> split) {
    return split.select(col(ROW_KEY), col(TEXT), col(LABEL).cast("double"));
  }

  private static TrainableTower network(
      TrainingContext context, SentimentConfig config, TextEncoder encoder) {
    OptimizerConfig optimizer = context.optimizer();
    return config
        .vectors()
        .map(
            vectors ->
                config
                    .network()
                    .network(
                        vectors.source().vectors(encoder, material(context, config)),
                        optimizer,
                        vectors.frozen() ? Learning.FROZEN : Learning.LEARNED))
        .orElseGet(() -> config.network().network(encoder.tableRows(), optimizer));
  }

  /** All texts that vectors may be learned from: those of train, and those without labels. */
  private static VectorMaterial material(TrainingContext context, SentimentConfig config) {
    Dataset<Row> texts = context.train().select(TEXT);
    for (AuxiliaryInput unlabeled : config.auxiliaryInputs()) {
      texts = texts.union(context.auxiliary(unlabeled).select(TEXT));
    }
    return new VectorMaterial(context.storage(), texts, context.fitted().uri() + "/vectors");
  }

  private static Dataset<Row> encoded(TextEncoder encoder, Dataset<Row> texts) {
    return EncodedTexts.of(texts, encoder).withColumn(LABEL, col(LABEL).cast("float")).drop(TEXT);
  }
}
