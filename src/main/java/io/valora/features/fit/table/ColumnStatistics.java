package io.valora.features.fit.table;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.stddev_pop;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The values of one column of train; times are seconds since 1970. All but the counts are NaN where
 * there are no numbers.
 *
 * @param rows of train
 * @param values rows that have one
 * @param standardDeviation of the values themselves, dividing by their number
 * @param median within a ten-thousandth of the values' ranks
 */
record ColumnStatistics(
    long rows,
    long values,
    double mean,
    double standardDeviation,
    double lowest,
    double highest,
    double median) {
  private static final int ACCURACY = 10_000;
  private static final int PER_COLUMN = 6;

  /** One per column, in their order, in one aggregation. */
  static List<ColumnStatistics> of(Dataset<Row> train, List<Measured> columns) {
    Column[] aggregates =
        columns.stream().flatMap(ColumnStatistics::aggregates).toArray(Column[]::new);
    Row found = train.agg(count(lit(1)), aggregates).first();
    return IntStream.range(0, columns.size())
        .mapToObj(i -> read(found, 1 + i * PER_COLUMN))
        .toList();
  }

  /** A column, and the numbers in it as a double: null throughout where it has categories. */
  record Measured(String name, Column number) {
    static Measured numbers(String name) {
      return new Measured(name, col(name).cast(DataTypes.DoubleType));
    }

    static Measured counts(String name) {
      return new Measured(name, lit(null).cast(DataTypes.DoubleType));
    }
  }

  long missing() {
    return rows - values;
  }

  /** The statistics of {@code (value − shift) / divisor}. */
  ColumnStatistics shifted(double shift, double divisor) {
    return new ColumnStatistics(
        rows,
        values,
        (mean - shift) / divisor,
        standardDeviation / divisor,
        (lowest - shift) / divisor,
        (highest - shift) / divisor,
        (median - shift) / divisor);
  }

  private static Stream<Column> aggregates(Measured column) {
    Column number = column.number();
    return Stream.of(
        count(col(column.name())),
        avg(number),
        stddev_pop(number),
        min(number),
        max(number),
        percentile_approx(number, lit(0.5), lit(ACCURACY)));
  }

  private static ColumnStatistics read(Row found, int at) {
    double[] numbers = new double[PER_COLUMN];
    for (int i = 1; i < PER_COLUMN; i++) {
      numbers[i] = found.isNullAt(at + i) ? Double.NaN : found.getDouble(at + i);
    }
    return new ColumnStatistics(
        found.getLong(0),
        found.getLong(at),
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5]);
  }
}
