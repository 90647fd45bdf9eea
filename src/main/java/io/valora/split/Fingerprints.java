package io.valora.split;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.lineage.DatasetFingerprint;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Computes the fingerprint of rows in one pass. */
public final class Fingerprints {
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private Fingerprints() {}

  /**
   * The number of rows and the sum of their hashes: independent of the order of rows and columns
   * and of partitioning, and the sum for a whole is the sum for its parts. Counts duplicates.
   */
  public static DatasetFingerprint of(Dataset<Row> rows) {
    String[] columns = rows.columns().clone();
    Arrays.sort(columns);
    // A null leaves xxhash64 as it was, so which columns are null is hashed too.
    Column hash =
        xxhash64(
            Arrays.stream(columns)
                .flatMap(name -> Stream.of(col(name), col(name).isNull()))
                .toArray(Column[]::new));
    // Halves are summed apart: a sum of whole hashes overflows, which ANSI mode refuses.
    Row totals =
        rows.select(hash.as("hash"))
            .agg(
                count(lit(1)),
                coalesce(sum(col("hash").bitwiseAND(LOW_HALF)), lit(0L)),
                coalesce(sum(shiftrightunsigned(col("hash"), 32)), lit(0L)))
            .head();
    return DatasetFingerprint.of(totals.getLong(0), totals.getLong(1) + (totals.getLong(2) << 32));
  }
}
