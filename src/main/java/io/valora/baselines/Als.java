package io.valora.baselines;

import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nanvl;

import io.valora.features.fit.RatingScale;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Predicts {@code bias prediction + user factors · item factors}, the factors fitted by Spark's
 * alternating least squares to what {@link Bias} leaves over, in a unit of their own. An unknown
 * user or item gets the bias prediction.
 *
 * @param seed of the factors' starting values
 * @param unit that the regularization is meant in
 */
public record Als(Bias bias, AlsConfig config, long seed, Unit unit) implements Baseline {
  /** Unit of the ratings that factors are fitted to. */
  public enum Unit {
    /** The ratings' own. */
    RATINGS,
    /** That of {@link RatingScale}, so that one regularization does for any scale. */
    SPREAD
  }

  public static final String NAME = "als";

  /**
   * Iterations between checkpoints, which cut the lineage that a task's stack must hold; used when
   * Spark has a checkpoint folder.
   */
  static final int ITERATIONS_PER_CHECKPOINT = 6;

  private static final long RATINGS_PER_BLOCK = 50_000;
  private static final int MOST_BLOCKS = 200;

  private static final String RESIDUAL = "residual";
  private static final String EXPECTED_RESIDUAL = "expected_residual";

  /** In the ratings' own unit. */
  public Als(Bias bias, AlsConfig config, long seed) {
    this(bias, config, seed, Unit.RATINGS);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FittedBaseline fit(Dataset<Row> train) {
    FittedBaseline fittedBias = bias.fit(train);
    double size = unit == Unit.SPREAD ? RatingScale.of(train).standardDeviation() : 1;
    Dataset<Row> known = known(train);
    Dataset<Row> residuals =
        fittedBias
            .predict(known)
            .select(
                col(USER_INDEX),
                col(ITEM_INDEX),
                col(RATING)
                    .minus(col(PREDICTION))
                    .divide(size)
                    .cast(DataTypes.FloatType)
                    .as(RESIDUAL));
    ALSModel factors = algorithm().setNumBlocks(blocks(known.count())).fit(residuals);
    return new Fitted(fittedBias, factors, size);
  }

  /** Ratings of users and items that are in the vocabularies. */
  static Dataset<Row> known(Dataset<Row> ratings) {
    return ratings.filter(col(USER_INDEX).gt(0).and(col(ITEM_INDEX).gt(0)));
  }

  /**
   * Blocks that users and items are divided into, each a task of every iteration. They follow the
   * number of ratings alone, so that the factors don't depend on the cluster.
   */
  static int blocks(long ratings) {
    return (int) Math.max(1, Math.min(MOST_BLOCKS, ratings / RATINGS_PER_BLOCK));
  }

  private ALS algorithm() {
    return new ALS()
        .setUserCol(USER_INDEX)
        .setItemCol(ITEM_INDEX)
        .setRatingCol(RESIDUAL)
        .setPredictionCol(EXPECTED_RESIDUAL)
        .setColdStartStrategy("nan")
        .setRank(config.rank())
        .setRegParam(config.regularization())
        .setMaxIter(config.iterations())
        .setCheckpointInterval(ITERATIONS_PER_CHECKPOINT)
        .setSeed(seed);
  }

  private record Fitted(FittedBaseline bias, ALSModel factors, double size)
      implements FittedBaseline {
    @Override
    public Dataset<Row> predict(Dataset<Row> encoded) {
      return factors
          .transform(bias.predict(encoded))
          .withColumn(
              PREDICTION,
              col(PREDICTION).plus(nanvl(col(EXPECTED_RESIDUAL), lit(0.0f)).multiply(size)))
          .drop(EXPECTED_RESIDUAL);
    }

    @Override
    public void close() {
      bias.close();
    }
  }
}
