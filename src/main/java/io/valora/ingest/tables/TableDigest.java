package io.valora.ingest.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.base.Sha256;
import io.valora.lineage.InputFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Digest of the rows that a table had when it was read, whatever their order. */
public final class TableDigest {
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private TableDigest() {}

  /**
   * The SHA-256 of the columns, the number of rows and the sum of the rows' hashes; the length is
   * 0, since a table has no bytes.
   *
   * @param rows all of them, typed and bad
   */
  public static InputFile of(String name, Dataset<Row> rows) {
    Column hash =
        xxhash64(
            Arrays.stream(rows.columns())
                .flatMap(column -> Stream.of(col(column), col(column).isNull()))
                .toArray(Column[]::new));
    // Halves are summed apart: a sum of whole hashes overflows, which ANSI mode refuses.
    Row totals =
        rows.select(hash.as("hash"))
            .agg(
                count(lit(1)),
                coalesce(sum(col("hash").bitwiseAND(LOW_HALF)), lit(0L)),
                coalesce(sum(shiftrightunsigned(col("hash"), 32)), lit(0L)))
            .head();
    MessageDigest digest = Sha256.digest();
    digest.update(
        "%s\n%d rows\n%016x\n"
            .formatted(
                rows.schema().toDDL(),
                totals.getLong(0),
                totals.getLong(1) + (totals.getLong(2) << 32))
            .getBytes(StandardCharsets.UTF_8));
    return new InputFile(name, 0, Sha256.hex(digest));
  }
}
