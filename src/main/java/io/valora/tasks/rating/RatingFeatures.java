package io.valora.tasks.rating;

import static io.valora.schema.Columns.RATING;
import static org.apache.spark.sql.functions.col;

import io.valora.features.fit.RatingEncoder;
import io.valora.job.FittedFeatures;
import io.valora.job.JobConfig;
import io.valora.networks.FactorLink;
import io.valora.networks.RatingNetworkConfig;
import io.valora.networks.TrainableTower;
import io.valora.networks.Vocabularies;
import io.valora.tower.Standardization;
import io.valora.training.LinkedTable;
import io.valora.training.Negatives;
import io.valora.training.RowLayout;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import io.valora.training.shards.ShardedRows.EntryWeights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Fitted features of the network that predicts stars.
 *
 * @param encoder fitted on the rows to train on
 * @param scale unit that stars are brought to
 * @param contextWeights those that were asked for, by penalty
 * @param start weights that training begins with; empty for untrained ones
 */
record RatingFeatures(
    RatingEncoder encoder,
    Vocabularies vocabularies,
    List<FactorLink> links,
    Standardization scale,
    TrainingSplits typed,
    Map<Double, EntryWeights> contextWeights,
    Optional<RatingStart> start)
    implements FittedFeatures {
  private static final int CONTEXTS = 2;

  RatingFeatures startingWith(Optional<RatingStart> weights) {
    return new RatingFeatures(encoder, vocabularies, links, scale, typed, contextWeights, weights);
  }

  @Override
  public Dataset<Row> encode(Dataset<Row> rows) {
    return scaled(encoder.encodeForTraining(rows));
  }

  private Dataset<Row> scaled(Dataset<Row> encoded) {
    Column rating = col(RATING).cast(DataTypes.DoubleType).divide(scale.standardDeviation());
    return encoded.withColumn(RATING, rating.cast(DataTypes.FloatType));
  }

  @Override
  public Optional<EntryWeights> weights(JobConfig job) {
    double penalty = penalty(job);
    return encoder
        .context()
        .filter(known -> vocabularies.contexts() > 0)
        .map(
            known ->
                contextWeights.computeIfAbsent(
                    penalty, asked -> new EntryWeights(CONTEXTS, known.weights(asked))));
  }

  private static double penalty(JobConfig job) {
    return job.taskConfig(RatingConfig.class).network().rowPenalty();
  }

  @Override
  public RowLayout layout() {
    return vocabularies.contexts() > 0 ? RowLayout.RATINGS_IN_CONTEXT : RowLayout.RATINGS;
  }

  @Override
  public TrainingSplits encoded(JobConfig job) {
    double penalty = penalty(job);
    return new TrainingSplits(
        scaled(encoder.encodeForTraining(typed.train(), penalty)),
        scaled(encoder.encodeForTraining(typed.validation(), penalty)));
  }

  @Override
  public RowTraining training(JobConfig job, TrainingSplits encoded) {
    RatingConfig config = job.taskConfig(RatingConfig.class);
    RatingNetworkConfig network = config.network();
    TrainableTower untrained = network.network(vocabularies, links, job.training().optimizer());
    return new RowTraining(
            encoded,
            layout(),
            start.<TrainableTower>map(from -> from.of(untrained, this, job)).orElse(untrained),
            links.stream().map(link -> new LinkedTable(link.by(), link.entries())).toList(),
            config.features().unknownDropout(),
            Negatives.NONE,
            job.seed(),
            Optional.empty())
        .withLabels(scale)
        .inRuns(network.run());
  }
}
