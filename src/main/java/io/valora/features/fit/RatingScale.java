package io.valora.features.fit;

import static io.valora.schema.Columns.RATING;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.stddev_pop;

import io.valora.tower.Standardization;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Unit that ratings are trained in, so that penalties mean the same for any scale: ratings spread
 * in it as those from 1 to 5 stars usually do, for which the defaults were chosen.
 */
public final class RatingScale {
  /** Standard deviation of the ratings of MovieLens 100K. */
  private static final double STARS = 1.125;

  private RatingScale() {}

  /**
   * The unit by ratings of train; they are only divided, as starting weights know their mean.
   *
   * @param train has {@code rating}
   */
  public static Standardization of(Dataset<Row> train) {
    Row spread = train.agg(stddev_pop(col(RATING).cast("double"))).first();
    double deviation = spread.isNullAt(0) ? 0 : (float) spread.getDouble(0);
    return deviation > 0 ? new Standardization(0, deviation / STARS) : Standardization.NONE;
  }
}
