package io.valora.split;

import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.bitwise_not;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.rank;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.schema.Columns;
import java.util.Arrays;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Assigns each row to a split, in a column {@value #PART}. The kinds that choose along a line give
 * each row a position on it: the first are test, the next validation, the others train. A row
 * without a position is train.
 */
final class Assignment {
  static final String PART = "split-part";
  static final String TRAIN = "train";
  static final String VALIDATION = "validation";
  static final String TEST = "test";

  private static final String POSITION = "split-position";
  private static final String COPY = "split-copy";

  private final Dataset<Row> typed;
  private final SplitConfig config;

  private Assignment(Dataset<Row> typed, SplitConfig config) {
    this.typed = typed;
    this.config = config;
  }

  /** The typed rows with {@value #PART} added. */
  static Dataset<Row> assign(Dataset<Row> typed, SplitConfig config) {
    Assignment assignment = new Assignment(typed, config);
    return switch (config.kind()) {
      case RANDOM -> config.stratify().map(assignment::stratified).orElseGet(assignment::random);
      case GROUPED -> assignment.grouped();
      case TEMPORAL -> assignment.temporal();
      case LEAVE_LAST_OUT -> assignment.leaveLastOut();
      case PREDEFINED -> assignment.predefined();
    };
  }

  private Dataset<Row> random() {
    Dataset<Row> rows = typed.withColumn(POSITION, hashOf(ROW_KEY));
    return assign(
        rows,
        config.sizedInRows()
            ? Boundaries.exact(rows, POSITION, sizesOf(rows, config.testFraction()))
            : Boundaries.ofFractions(config.testFraction(), config.validationFraction()));
  }

  /**
   * The same shares of the rows of each value of a column, rounded to rows. Equal rows have one
   * hash and with it one rank, and stay together.
   */
  private Dataset<Row> stratified(String column) {
    WindowSpec stratum = Window.partitionBy(col(column));
    Column rows = count(lit(1)).over(stratum);
    Column place = rank().over(stratum.orderBy(hashOf(ROW_KEY)));
    Column lastOfTest = round(rows.multiply(config.testFraction()));
    Column lastOfValidation = lastOfTest.plus(round(rows.multiply(config.validationFraction())));
    return typed.withColumn(
        PART,
        when(place.leq(lastOfTest), TEST)
            .when(place.leq(lastOfValidation), VALIDATION)
            .otherwise(TRAIN));
  }

  private Dataset<Row> grouped() {
    Dataset<Row> rows = typed.withColumn(POSITION, hashOf(config.group()));
    return assign(
        rows,
        config.sizedInRows()
            ? Boundaries.together(rows, POSITION, sizesOf(rows, config.testFraction()))
            : Boundaries.ofFractions(config.testFraction(), config.validationFraction()));
  }

  private Dataset<Row> temporal() {
    // The complement reverses the order, for every long: the newest row stands first.
    Dataset<Row> rows =
        typed.withColumn(POSITION, bitwise_not(unix_micros(col(config.time()).cast("timestamp"))));
    return assign(rows, Boundaries.together(rows, POSITION, sizesOf(rows, config.testFraction())));
  }

  private Dataset<Row> predefined() {
    Column test = coalesce(col(Columns.PART).equalTo(TEST), lit(false));
    Dataset<Row> rows = typed.withColumn(POSITION, when(not(test), hashOf(ROW_KEY)));
    Boundaries boundaries =
        config.sizedInRows()
            ? Boundaries.exact(rows, POSITION, sizesOf(rows, 0))
            : Boundaries.ofFractions(0, config.validationFraction());
    return assign(rows, boundaries).withColumn(PART, when(test, TEST).otherwise(col(PART)));
  }

  private Dataset<Row> leaveLastOut() {
    WindowSpec group = Window.partitionBy(col(config.group()));
    WindowSpec newestFirst =
        group.orderBy(col(config.time()).desc_nulls_last(), hashOf(ROW_KEY).asc());
    Column timed = col(config.time()).isNotNull();
    Column test = timed.and(col(POSITION).equalTo(1)).and(col(COPY).geq(2));
    Column validation =
        timed
            .and(col(POSITION).equalTo(2))
            .and(col(COPY).geq(3))
            .and(lit(config.wantsValidation()));
    return typed
        .withColumn(POSITION, row_number().over(newestFirst))
        .withColumn(COPY, count(lit(1)).over(group))
        .withColumn(PART, when(test, TEST).when(validation, VALIDATION).otherwise(TRAIN))
        .drop(POSITION, COPY);
  }

  private Boundaries.Sizes sizesOf(Dataset<Row> rows, double testFraction) {
    long all = rows.filter(col(POSITION).isNotNull()).count();
    return Boundaries.Sizes.of(config, testFraction, all);
  }

  private Dataset<Row> assign(Dataset<Row> rows, Boundaries boundaries) {
    return numbered(rows, boundaries.cutPositions())
        .withColumn(
            PART,
            when(boundaries.test().holds(POSITION, COPY), TEST)
                .when(boundaries.validation().holds(POSITION, COPY), VALIDATION)
                .otherwise(TRAIN))
        .drop(POSITION, COPY);
  }

  /** Numbers the rows that share one of the cut positions; they are equal, and few. */
  private static Dataset<Row> numbered(Dataset<Row> rows, Set<Long> cut) {
    Dataset<Row> single = rows.withColumn(COPY, lit(1));
    if (cut.isEmpty()) {
      return single;
    }
    Column[] all = Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new);
    Column isCut = coalesce(col(POSITION).isin(cut.toArray()), lit(false));
    return single
        .filter(not(isCut))
        .unionByName(
            rows.filter(isCut)
                .withColumn(
                    COPY, row_number().over(Window.partitionBy(col(POSITION)).orderBy(all))));
  }

  private Column hashOf(String column) {
    return xxhash64(lit(config.seed()), col(column));
  }
}
