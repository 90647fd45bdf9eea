package io.valora.split;

import static org.apache.spark.sql.functions.col;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.SideBySide;
import io.valora.base.SideBySide.Part;
import io.valora.lineage.DatasetFingerprint;
import io.valora.lineage.SplitFingerprint;
import io.valora.schema.Columns;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/**
 * Divides typed rows into train, validation and test. Every row goes to exactly one split; which
 * one is a function of the rows' content and the seed.
 *
 * <ul>
 *   <li>random: by a hash of (seed, row key), so equal rows stay together. With fractions the
 *       threshold is fixed: sizes are approximate and a row never changes sides when data grows.
 *       With a size in rows, sizes are exact: equal rows that straddle the end of a split are
 *       interchangeable, and as many of them as needed go to each side.
 *   <li>grouped: the same by a hash of (seed, group). Groups stay whole, so that a size in rows is
 *       the least size. Rows without a group are one group.
 *   <li>temporal: the newest rows are test, the newest before them validation. Rows of one time
 *       stay together, so that sizes are least sizes. Shares are of the rows that have a time.
 *   <li>leave-last-out: of each group the newest row is test and the second newest validation; rows
 *       of one time are ordered by hash. Groups of one row give train only, groups of two rows give
 *       train and test.
 *   <li>predefined: the column {@code part} says which rows are test; validation is taken from the
 *       others as in random.
 * </ul>
 *
 * <p>A row without a time is train in the kinds that order by time: nothing says it is among the
 * newest.
 */
public final class Splitter {
  private Splitter() {}

  /**
   * Writes the three splits as Parquet, replacing what is there.
   *
   * @param typed the declared columns and {@code row_key} (long, a hash of them); for predefined
   *     also {@code part}, which the splits no longer have
   * @throws JobException when the train or the test split is empty, sizes in rows leave nothing to
   *     train on, or a predefined split has no {@code part}
   */
  public static SplitResult split(Dataset<Row> typed, SplitConfig config, SplitPaths paths) {
    if (config.kind() == SplitKind.PREDEFINED && !hasSourcePart(typed)) {
      throw JobException.invalid(
          "split.kind", "predefined", "must come with a source of test rows: ingest.test-source");
    }
    Dataset<Row> assigned = Assignment.assign(typed, config);
    try (SideBySide writes = new SideBySide()) {
      Part<DatasetFingerprint> test =
          writes.start(() -> write(assigned, config, Assignment.TEST, paths.test()));
      Part<DatasetFingerprint> train =
          writes.start(() -> write(assigned, config, Assignment.TRAIN, paths.train()));
      Part<DatasetFingerprint> validation =
          writes.start(() -> write(assigned, config, Assignment.VALIDATION, paths.validation()));
      requireRows(test.get(), Assignment.TEST, config);
      requireRows(train.get(), Assignment.TRAIN, config);
      return new SplitResult(
          paths, new SplitFingerprint(train.get(), validation.get(), test.get()));
    }
  }

  private static boolean hasSourcePart(Dataset<Row> typed) {
    return Arrays.asList(typed.columns()).contains(Columns.PART);
  }

  private static DatasetFingerprint write(
      Dataset<Row> assigned, SplitConfig config, String split, String path) {
    Dataset<Row> rows = assigned.filter(col(Assignment.PART).equalTo(split)).drop(Assignment.PART);
    Dataset<Row> kept = config.kind() == SplitKind.PREDEFINED ? rows.drop(Columns.PART) : rows;
    return Fingerprints.ofWritten(
        kept, seen -> seen.write().mode(SaveMode.Overwrite).parquet(path));
  }

  private static void requireRows(DatasetFingerprint split, String name, SplitConfig config) {
    if (split.rows() == 0) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "split rows",
          "the %s split is empty (%s)"
              .formatted(
                  name, name.equals(Assignment.TEST) ? testRemedy(config) : trainRemedy(config)));
    }
  }

  private static String testRemedy(SplitConfig config) {
    return switch (config.kind()) {
      case RANDOM, GROUPED -> "raise split.test-fraction, or give split.test-rows";
      case TEMPORAL -> "raise split.test-fraction, and check that rows have a " + config.time();
      case LEAVE_LAST_OUT ->
          "no %s has two rows and a %s; choose another split.kind"
              .formatted(config.group(), config.time());
      case PREDEFINED -> "no row comes from ingest.test-source";
    };
  }

  private static String trainRemedy(SplitConfig config) {
    return switch (config.kind()) {
      case RANDOM, PREDEFINED -> "give more rows than test and validation take";
      case GROUPED -> "there are too few groups in " + config.group();
      case TEMPORAL -> "too many rows share one " + config.time();
      case LEAVE_LAST_OUT -> "there are no rows";
    };
  }
}
