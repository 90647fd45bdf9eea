package io.valora.tasks.rating;

import static io.valora.schema.Columns.RATING;
import static org.apache.spark.sql.functions.col;

import io.valora.features.fit.RatingEncoder;
import io.valora.features.fit.RatingScale;
import io.valora.job.FittedTraining;
import io.valora.job.TrainingContext;
import io.valora.networks.FactorLink;
import io.valora.networks.Vocabularies;
import io.valora.tower.Standardization;
import io.valora.training.LinkedTable;
import io.valora.training.Negatives;
import io.valora.training.RowLayout;
import io.valora.training.RowTraining;
import io.valora.training.TrainingSplits;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Training of the network that predicts stars, with all that was fitted for it.
 *
 * @param encoder fitted on the rows to train on
 */
record RatingTraining(
    RatingEncoder encoder, Vocabularies vocabularies, List<FactorLink> links, RowTraining rows)
    implements FittedTraining {

  static RatingTraining of(TrainingContext context, RatingConfig config) {
    return of(context, config, splits(context));
  }

  /** Of all rows that training may see, the validation rows with their users and items included. */
  static RatingTraining ofAllSeen(TrainingContext context, RatingConfig config) {
    return of(context, config, splits(context).joined());
  }

  private static TrainingSplits splits(TrainingContext context) {
    return new TrainingSplits(context.train(), context.validation());
  }

  private static RatingTraining of(
      TrainingContext context, RatingConfig config, TrainingSplits splits) {
    RatingEncoder encoder =
        RatingModel.keep(
            RatingEncoder.fit(splits.train(), config.features(), RatingLinks.ids(context, config)),
            context.fitted());
    Vocabularies vocabularies =
        new Vocabularies(
            encoder.users().size(),
            encoder.items().size(),
            encoder.context().map(known -> known.keys().size()).orElse(0));
    double penalty = config.network().rowPenalty();
    List<FactorLink> links = RatingLinks.of(context, splits.train(), encoder, config);
    Standardization scale = RatingScale.of(splits.train());
    RowTraining rows =
        new RowTraining(
            new TrainingSplits(
                scaled(encoder.encodeForTraining(splits.train(), penalty), scale),
                scaled(encoder.encodeForTraining(splits.validation(), penalty), scale)),
            vocabularies.contexts() > 0 ? RowLayout.RATINGS_IN_CONTEXT : RowLayout.RATINGS,
            config.network().network(vocabularies, links, context.optimizer()),
            links.stream().map(link -> new LinkedTable(link.by(), link.entries())).toList(),
            config.features().unknownDropout(),
            Negatives.NONE,
            context.seed(),
            Optional.empty());
    return new RatingTraining(
        encoder, vocabularies, links, rows.withLabels(scale).inRuns(config.network().run()));
  }

  private static Dataset<Row> scaled(Dataset<Row> encoded, Standardization scale) {
    Column rating = col(RATING).cast(DataTypes.DoubleType).divide(scale.standardDeviation());
    return encoded.withColumn(RATING, rating.cast(DataTypes.FloatType));
  }
}
