package io.valora.split;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.lineage.DatasetFingerprint;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Computation of the fingerprint of rows in one pass. */
public final class Fingerprints {
  private static final long LOW_HALF = 0xFFFF_FFFFL;
  private static final String ROWS = "rows";
  private static final String LOW = "low";
  private static final String HIGH = "high";

  private Fingerprints() {}

  /**
   * The number of rows and the sum of their hashes: independent of the order of rows and columns
   * and of partitioning, and the sum for a whole is the sum for its parts. Counts duplicates.
   */
  public static DatasetFingerprint of(Dataset<Row> rows) {
    Column[] totals = totals(rows);
    Row found = rows.agg(totals[0], totals[1], totals[2]).head();
    return fingerprint(found.getLong(0), found.getLong(1), found.getLong(2));
  }

  /** The same, of rows while they are written. */
  static DatasetFingerprint ofWritten(Dataset<Row> rows, Consumer<Dataset<Row>> writer) {
    Column[] totals = totals(rows);
    Observation seen = new Observation();
    writer.accept(rows.observe(seen, totals[0], totals[1], totals[2]));
    try {
      Map<String, Object> found = seen.getAsJava();
      return fingerprint((long) found.get(ROWS), (long) found.get(LOW), (long) found.get(HIGH));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw JobException.cannot(
          Outcome.UNEXPECTED, "wait for the rows' fingerprint", "interrupted");
    }
  }

  private static Column[] totals(Dataset<Row> rows) {
    String[] columns = rows.columns().clone();
    Arrays.sort(columns);
    // A null leaves xxhash64 as it was, so which columns are null is hashed too.
    Column hash =
        xxhash64(
            Arrays.stream(columns)
                .flatMap(name -> Stream.of(col(name), col(name).isNull()))
                .toArray(Column[]::new));
    // Halves are summed apart: a sum of whole hashes overflows, which ANSI mode refuses.
    return new Column[] {
      count(lit(1)).as(ROWS),
      coalesce(sum(hash.bitwiseAND(LOW_HALF)), lit(0L)).as(LOW),
      coalesce(sum(shiftrightunsigned(hash, 32)), lit(0L)).as(HIGH)
    };
  }

  private static DatasetFingerprint fingerprint(long rows, long low, long high) {
    return DatasetFingerprint.of(rows, low + (high << 32));
  }
}
