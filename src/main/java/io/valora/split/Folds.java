package io.valora.split;

import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.dense_rank;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Division of the rows of train and validation into folds, as the rows' split was made: a function
 * of the rows' content and the seed. A part of the rows to train on is left to early stopping, so
 * that it never judges by the rows that score.
 *
 * <ul>
 *   <li>random, predefined: by a hash of (seed, row key).
 *   <li>grouped: by a hash of (seed, group); groups stay whole.
 *   <li>temporal: forward chaining. The rows in the order of time make one block more than folds; a
 *       fold scores one block and trains on those before it, of which the newest rows stop.
 *   <li>leave-last-out: of each group fold n scores the n-th newest row, stops by the one before it
 *       and trains on the older ones. A group that has no row before it trains alone.
 * </ul>
 *
 * <p>Equal rows are in one part.
 */
public final class Folds {
  private static final String PART = Assignment.PART;
  private static final String POSITION = "fold-position";
  private static final String COPIES = "fold-copies";
  private static final String LATER = "later";

  private Folds() {}

  /**
   * Writes one fold as Parquet, replacing what is there.
   *
   * @param seen rows of train and validation
   * @throws JobException when the fold has no rows to train on or to score
   */
  public static FoldRows write(Dataset<Row> seen, SplitConfig config, Fold fold, FoldPaths paths) {
    Dataset<Row> assigned = assign(seen, config, fold);
    Column isTrain = col(PART).equalTo(Assignment.TRAIN);
    Column isScored = col(PART).equalTo(Assignment.TEST);
    Column isStopping = col(PART).equalTo(Assignment.VALIDATION);
    write(assigned.filter(isTrain).drop(PART), paths.train());
    write(assigned.filter(isStopping).drop(PART), paths.stopping());
    write(assigned.filter(isScored).drop(PART), paths.scored());
    Row rows = assigned.agg(rows(isTrain), rows(isStopping), rows(isScored)).head();
    FoldRows found = new FoldRows(rows.getLong(0), rows.getLong(1), rows.getLong(2));
    if (found.train() == 0 || found.scored() == 0) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "make folds",
          "fold %d of %d has %d rows to train on and %d to score (lower tuning.folds)"
              .formatted(fold.number() + 1, fold.count(), found.train(), found.scored()));
    }
    return found;
  }

  private static Column rows(Column condition) {
    return count(when(condition, 1));
  }

  private static void write(Dataset<Row> rows, String path) {
    rows.write().mode(SaveMode.Overwrite).parquet(path);
  }

  static Dataset<Row> assign(Dataset<Row> seen, SplitConfig config, Fold fold) {
    return switch (config.kind()) {
      case RANDOM, PREDEFINED -> keyed(seen, config, fold, ROW_KEY);
      case GROUPED -> keyed(seen, config, fold, config.group());
      case TEMPORAL -> chained(seen, config, fold);
      case LEAVE_LAST_OUT -> lastOut(seen, config, fold);
    };
  }

  private static Dataset<Row> keyed(
      Dataset<Row> seen, SplitConfig config, Fold fold, String column) {
    Column folded = xxhash64(lit(config.seed()), lit("fold"), col(column));
    Column stopped = xxhash64(lit(config.seed()), lit("stopping"), lit(fold.number()), col(column));
    return seen.withColumn(
        PART,
        when(pmod(folded, lit((long) fold.count())).equalTo(fold.number()), Assignment.TEST)
            .when(
                stopped.lt(Boundary.ofFraction(fold.stoppingShare()).position()),
                Assignment.VALIDATION)
            .otherwise(Assignment.TRAIN));
  }

  private static Dataset<Row> chained(Dataset<Row> seen, SplitConfig config, Fold fold) {
    Dataset<Row> rows =
        seen.withColumn(POSITION, unix_micros(col(config.time()).cast("timestamp")));
    long timed = rows.filter(col(POSITION).isNotNull()).count();
    OrderStatistic trained = endOfBlock(rows, fold, fold.number() + 1, timed);
    long scoredEnd = endOfBlock(rows, fold, fold.number() + 2, timed).value();
    long untilTrained = trained.below() + trained.equal();
    long older = Math.round(untilTrained * (1 - fold.stoppingShare()));
    long stoppedFrom =
        RadixSelect.select(rows, POSITION, Math.max(1, Math.min(older, untilTrained))).value();
    return rows.withColumn(
            PART,
            when(col(POSITION).gt(scoredEnd), LATER)
                .when(col(POSITION).gt(trained.value()), Assignment.TEST)
                .when(col(POSITION).gt(stoppedFrom), Assignment.VALIDATION)
                .otherwise(Assignment.TRAIN))
        .drop(POSITION);
  }

  /** The newest row of the first blocks. */
  private static OrderStatistic endOfBlock(Dataset<Row> rows, Fold fold, int blocks, long timed) {
    long rank = Math.round((double) timed * blocks / (fold.count() + 1));
    if (rank == 0) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "make folds",
          "%d rows with a time are too few for %d folds (lower tuning.folds)"
              .formatted(timed, fold.count()));
    }
    return RadixSelect.select(rows, POSITION, rank);
  }

  private static Dataset<Row> lastOut(Dataset<Row> seen, SplitConfig config, Fold fold) {
    WindowSpec group = Window.partitionBy(col(config.group()));
    WindowSpec newestFirst =
        group.orderBy(
            col(config.time()).desc_nulls_last(), xxhash64(lit(config.seed()), col(ROW_KEY)).asc());
    int place = fold.number() + 1;
    Column timed = col(config.time()).isNotNull().and(col(COPIES).gt(place));
    Column stops = lit(fold.stoppingShare() > 0).and(col(COPIES).gt(place + 1));
    return seen.withColumn(POSITION, dense_rank().over(newestFirst))
        .withColumn(COPIES, count(lit(1)).over(group))
        .withColumn(
            PART,
            when(timed.and(col(POSITION).lt(place)), LATER)
                .when(timed.and(col(POSITION).equalTo(place)), Assignment.TEST)
                .when(timed.and(col(POSITION).equalTo(place + 1)).and(stops), Assignment.VALIDATION)
                .otherwise(Assignment.TRAIN))
        .drop(POSITION, COPIES);
  }
}
