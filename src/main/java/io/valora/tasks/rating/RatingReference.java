package io.valora.tasks.rating;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.valora.features.fit.RatingEncoder;
import io.valora.features.fit.Vocabulary;
import io.valora.job.StageContext;
import io.valora.model.Output;
import io.valora.model.PairScorerFactory;
import io.valora.model.reference.Measure;
import io.valora.model.reference.Reference;
import io.valora.models.PopularItems;
import io.valora.models.PopularityBands;
import io.valora.prediction.PairPredictions;
import io.valora.prediction.reference.MeasuredColumn;
import io.valora.prediction.reference.ReferenceFit;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/**
 * Reference distribution of ratings: users that train knows, popularity of items, and stars.
 *
 * @param popular items of train
 */
record RatingReference(RatingEncoder encoder, PopularItems popular) {
  Reference of(StageContext context, PairScorerFactory scorers, Output output) {
    Column stars =
        greatest(lit(output.range().low()), least(lit(output.range().high()), col(PREDICTION)));
    PairPredictions predictions = new PairPredictions(scorers);
    return new ReferenceFit(List.of(users(), items()), MeasuredColumn.value(RATING), output)
        .of(
            encoder.indexInContext(context.split("train")),
            encoder.indexInContext(context.split("validation")),
            pairs -> predictions.of(pairs).withColumn(PREDICTION, stars),
            PREDICTION);
  }

  private static MeasuredColumn users() {
    Column known = when(col(USER_INDEX).equalTo(Vocabulary.UNKNOWN), "unknown").otherwise("known");
    return MeasuredColumn.fixed(
        USER, Measure.KNOWN, when(col(USER).isNotNull(), known), List.of("known", "unknown"));
  }

  private MeasuredColumn items() {
    PopularityBands bands = new PopularityBands(popular);
    UDF2<String, Integer, String> band = bands::band;
    Column found =
        udf(band, DataTypes.StringType)
            .apply(col(ITEM).cast(DataTypes.StringType), col(ITEM_INDEX));
    return MeasuredColumn.fixed(
        ITEM, Measure.POPULARITY, when(col(ITEM).isNotNull(), found), PopularityBands.NAMES);
  }
}
