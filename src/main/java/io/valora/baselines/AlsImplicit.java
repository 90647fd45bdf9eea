package io.valora.baselines;

import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Orders items by {@code user factors · item factors}, fitted by Spark's alternating least squares
 * to whether a user rated an item at all, whatever the stars: 1 with confidence {@code 1 + alpha}
 * where there is a rating, 0 with confidence 1 elsewhere (Hu, Koren, Volinsky: Collaborative
 * Filtering for Implicit Feedback Datasets, ICDM 2008).
 *
 * @param seed of the factors' starting values
 */
public record AlsImplicit(AlsImplicitConfig config, long seed) implements RankingBaseline {
  public static final String NAME = "als-implicit";

  private static final String RATED = "rated";

  @Override
  public String name() {
    return NAME;
  }

  /** Both tables of factors come to the driver and go to each executor, see {@link Factors}. */
  @Override
  public FittedRanking fit(Dataset<Row> train) {
    Dataset<Row> known = Als.known(train);
    long ratings = known.count();
    if (ratings == 0) {
      throw TrainMean.noRows();
    }
    Dataset<Row> rated =
        known.select(USER_INDEX, ITEM_INDEX).distinct().withColumn(RATED, lit(1.0f));
    ALSModel model = algorithm().setNumBlocks(Als.blocks(ratings)).fit(rated);
    return Factors.of(model.userFactors(), model.itemFactors(), config.rank());
  }

  private ALS algorithm() {
    return new ALS()
        .setUserCol(USER_INDEX)
        .setItemCol(ITEM_INDEX)
        .setRatingCol(RATED)
        .setImplicitPrefs(true)
        .setAlpha(config.alpha())
        .setRank(config.rank())
        .setRegParam(config.regularization())
        .setMaxIter(config.iterations())
        .setCheckpointInterval(Als.ITERATIONS_PER_CHECKPOINT)
        .setSeed(seed);
  }
}
