package io.valora.tasks.sentiment;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.TEXT;
import static org.apache.spark.sql.functions.col;

import io.valora.features.fit.text.EncodedTexts;
import io.valora.features.fit.vectors.TermVectors;
import io.valora.features.fit.vectors.VectorsConfig;
import io.valora.features.text.TextEncoder;
import io.valora.job.FittedFeatures;
import io.valora.job.JobConfig;
import io.valora.networks.OptimizerConfig;
import io.valora.networks.TrainableTower;
import io.valora.tower.TableShape.Learning;
import io.valora.training.Negatives;
import io.valora.training.RowLayout;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fitted features of a text network.
 *
 * @param encoder fitted on train
 * @param vectors what its terms start at
 * @param added rows to train on that repeat others
 */
record SentimentFeatures(
    TextEncoder encoder, Optional<TermVectors> vectors, TrainingSplits typed, long added)
    implements FittedFeatures {
  @Override
  public Dataset<Row> encode(Dataset<Row> rows) {
    return EncodedTexts.of(SentimentFit.labeled(rows), encoder)
        .withColumn(LABEL, col(LABEL).cast("float"))
        .drop(TEXT);
  }

  @Override
  public RowLayout layout() {
    return SentimentModel.LAYOUT;
  }

  @Override
  public RowTraining training(JobConfig job, TrainingSplits encoded) {
    SentimentConfig config = job.taskConfig(SentimentConfig.class);
    return new RowTraining(
        encoded,
        layout(),
        network(config, job.training().optimizer()),
        List.of(),
        config.wordDropout(),
        Negatives.NONE,
        job.seed(),
        Optional.empty());
  }

  private TrainableTower network(SentimentConfig config, OptimizerConfig optimizer) {
    boolean frozen = config.vectors().filter(VectorsConfig::frozen).isPresent();
    return vectors
        .map(
            known ->
                config
                    .network()
                    .network(known, optimizer, frozen ? Learning.FROZEN : Learning.LEARNED))
        .orElseGet(() -> config.network().network(encoder.tableRows(), optimizer));
  }
}
