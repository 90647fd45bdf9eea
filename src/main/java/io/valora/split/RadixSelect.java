package io.valora.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.shiftrightunsigned;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The exact k-th smallest value of a column of longs, without sorting. Each pass counts the rows by
 * the next 16 bits of the value, so that at most 65,536 counts reach the driver, and keeps the
 * bucket that holds the rank; four passes at the most, fewer once a bucket holds a single value.
 */
final class RadixSelect {
  private static final int BITS = 16;
  private static final long MASK = (1L << BITS) - 1;

  private RadixSelect() {}

  /**
   * @param values rows with a column {@code column} of longs; nulls don't count
   * @param rank 1 for the smallest, up to the number of values
   */
  static OrderStatistic select(Dataset<Row> values, String column, long rank) {
    if (rank < 1) {
      throw new IllegalArgumentException("rank %d is not at least 1".formatted(rank));
    }
    // Flipping the sign bit makes the order of the bits the order of the signed values.
    Column bits = col(column).bitwiseXOR(lit(Long.MIN_VALUE));
    Dataset<Row> candidates = values.filter(col(column).isNotNull());
    long below = 0;
    for (int shift = Long.SIZE - BITS; ; shift -= BITS) {
      Bucket bucket = bucketAt(bucketsOf(candidates, column, digit(bits, shift)), below, rank);
      if (bucket.least == bucket.most) {
        return new OrderStatistic(bucket.least, bucket.below, bucket.rows);
      }
      below = bucket.below;
      candidates = candidates.filter(digit(bits, shift).equalTo(bucket.digit));
    }
  }

  private static Column digit(Column bits, int shift) {
    return shiftrightunsigned(bits, shift).bitwiseAND(lit(MASK));
  }

  private static List<Row> bucketsOf(Dataset<Row> candidates, String column, Column digit) {
    return candidates
        .groupBy(digit.as("digit"))
        .agg(count(lit(1)), min(col(column)), max(col(column)))
        .collectAsList();
  }

  private static Bucket bucketAt(List<Row> buckets, long before, long rank) {
    long below = before;
    for (Row row : buckets.stream().sorted(Comparator.comparingLong(r -> r.getLong(0))).toList()) {
      long rows = row.getLong(1);
      if (rank <= below + rows) {
        return new Bucket(row.getLong(0), below, rows, row.getLong(2), row.getLong(3));
      }
      below += rows;
    }
    throw new IllegalArgumentException("rank %d is above the %d values".formatted(rank, below));
  }

  private record Bucket(long digit, long below, long rows, long least, long most) {}
}
