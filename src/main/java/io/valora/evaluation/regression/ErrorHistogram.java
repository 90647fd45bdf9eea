package io.valora.evaluation.regression;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile_approx;

import io.valora.evaluation.Histogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Counts errors in bins that fit them: as wide as Freedman and Diaconis have it (2 · interquartile
 * range / cube root of the rows; On the histogram as a density estimator, 1981), rounded to 1, 2 or
 * 5 times a power of ten, at bounds that are multiples of it, 60 bins at most. What lies beyond is
 * in the outermost bins.
 */
final class ErrorHistogram {
  private static final int MOST_BINS = 60;
  private static final int ACCURACY = 10_000;
  private static final int FEW_BINS = 10;

  /** Each with the geometric mean of it and the next. */
  private static final double[][] STEPS = {
    {1, Math.sqrt(2)}, {2, Math.sqrt(10)}, {5, Math.sqrt(50)}
  };

  private ErrorHistogram() {}

  /**
   * @param errors a column {@code error} of finite doubles; at least one row
   */
  static Histogram of(Dataset<Row> errors) {
    Column error = col("error");
    Row spread =
        errors
            .agg(
                count(lit(1)),
                min(error),
                max(error),
                percentile_approx(error, array(lit(0.25), lit(0.75)), lit(ACCURACY)))
            .first();
    List<Double> quartiles = spread.getList(3);
    double range = spread.getDouble(2) - spread.getDouble(1);
    double fitting =
        2 * (quartiles.get(1) - quartiles.get(0)) / Math.cbrt((double) spread.getLong(0));
    double width = round(fitting > 0 ? fitting : range / FEW_BINS);
    return counted(errors, bins(spread.getDouble(1), spread.getDouble(2), width));
  }

  /** The bins from the lowest to the highest error, cut around 0 when they would be too many. */
  private static Histogram bins(double lowest, double highest, double width) {
    double first = Math.max(Math.floor(lowest / width), -MOST_BINS / 2.0);
    double last = Math.min(Math.floor(highest / width), MOST_BINS / 2.0 - 1);
    boolean around = first <= last;
    double from = around ? first : Math.floor(lowest / width);
    int bins = around ? (int) (last - from) + 1 : 1;
    return new Histogram(from * width, width, new ArrayList<>(Collections.nCopies(bins, 0L)));
  }

  private static Histogram counted(Dataset<Row> errors, Histogram empty) {
    Column place =
        floor(col("error").minus(lit(empty.lowest())).divide(lit(empty.width())))
            .cast(DataTypes.LongType);
    Column bin = greatest(lit(0L), least(lit(empty.counts().size() - 1L), place));
    List<Long> counts = new ArrayList<>(empty.counts());
    errors
        .groupBy(bin.as("bin"))
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> counts.set((int) row.getLong(0), row.getLong(1)));
    return new Histogram(empty.lowest(), empty.width(), counts);
  }

  /** The nearest of 1, 2 or 5 times a power of ten, by ratio; 1 for nothing. */
  static double round(double width) {
    if (!(width > 0)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    for (double[] step : STEPS) {
      if (width < step[1] * power) {
        return step[0] * power;
      }
    }
    return 10 * power;
  }
}
