package io.valora.tasks.sentiment;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Train rows in which both classes are about as frequent: rows of the rarer class are repeated, the
 * same ones each time.
 *
 * @param rows with the repeated ones
 * @param added rows that are repetitions
 */
record BalancedClasses(Dataset<Row> rows, long added) {
  private static final String COPY = "class-copy";
  private static final int STEPS = 1_000_000;

  /**
   * @param train with {@code row_key} and {@code label}
   * @param seed decides which rows are repeated once more than others
   */
  static BalancedClasses of(Dataset<Row> train, long seed) {
    Column isPositive = col(LABEL).geq(0.5);
    Row counts = train.agg(count(lit(1)), sum(when(isPositive, 1L).otherwise(0L))).first();
    long all = counts.getLong(0);
    long positives = all == 0 ? 0 : counts.getLong(1);
    long rarer = Math.min(positives, all - positives);
    if (rarer == 0) {
      return new BalancedClasses(train, 0);
    }
    double times = (double) (all - rarer) / rarer;
    Column share = pmod(xxhash64(lit(seed), col(ROW_KEY)), lit(STEPS)).divide(STEPS);
    Column copies = floor(lit(times).plus(share)).cast("int");
    Column isRarer = positives <= all - positives ? isPositive : isPositive.equalTo(false);
    Dataset<Row> repeated =
        train
            .withColumn(COPY, explode(array_repeat(lit(0), when(isRarer, copies).otherwise(1))))
            .drop(COPY);
    return new BalancedClasses(repeated, repeated.count() - all);
  }
}
