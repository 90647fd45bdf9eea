package io.valora.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The rows that could not be typed, with the lines each stands on. */
final class Quarantine {
  private static final long ROWS_PER_FILE = 1_000_000;
  private static final String NAME = "file";
  private static final String FIRST_LINE = "first_line";
  private static final StructType SPLITS =
      new StructType()
          .add(StagedRows.FILE, DataTypes.IntegerType)
          .add(StagedRows.SPLIT, DataTypes.LongType)
          .add(FIRST_LINE, DataTypes.LongType)
          .add(NAME, DataTypes.StringType);

  private final Dataset<Row> bad;
  private final long rows;

  /**
   * @param staged bad rows
   */
  Quarantine(Dataset<Row> staged) {
    this.bad = staged;
    this.rows = staged.count();
  }

  /**
   * Writes file, first and last line, column, value, reason and text of each row as JSON lines, in
   * the order of files and lines; rows of a table have no line, and stand in the order of their
   * texts.
   */
  void write(SourceFiles files, SplitLines counts, String folder) {
    Dataset<Row> lines = rows == 0 ? none() : lines(files, counts);
    lines.write().mode(SaveMode.Overwrite).option("ignoreNullFields", "false").json(folder);
  }

  private Dataset<Row> none() {
    return bad.sparkSession().createDataFrame(List.of(), new StructType().add(NAME, "string"));
  }

  private Dataset<Row> lines(SourceFiles files, SplitLines counts) {
    int outputs = Math.toIntExact(1 + rows / ROWS_PER_FILE);
    Column line =
        files.areOrdered()
            ? col(FIRST_LINE).plus(col(StagedRows.LINE))
            : lit(null).cast(DataTypes.LongType);
    String[] order = {StagedRows.FILE, "line", StagedRows.TEXT};
    return bad.join(
            broadcast(splits(files, counts)), new String[] {StagedRows.FILE, StagedRows.SPLIT})
        .withColumn("line", line)
        .withColumn("last-line", col("line").plus(col(StagedRows.LINES)).minus(1))
        .repartitionByRange(
            outputs, Arrays.stream(order).map(name -> col(name)).toArray(Column[]::new))
        .sortWithinPartitions(order[0], order[1], order[2])
        .select(
            col(NAME),
            col("line"),
            col("last-line"),
            col(StagedRows.COLUMN).as("column"),
            col(StagedRows.VALUE).as("value"),
            col(StagedRows.SENTENCE).as("reason"),
            col(StagedRows.TEXT).as("text"));
  }

  /** The reasons, most rows first; there are at most a few per declared column. */
  List<QuarantineReason> reasons(SourceFiles files) {
    if (rows == 0) {
      return List.of();
    }
    Column[] position =
        files.areOrdered()
            ? new Column[] {col(StagedRows.FILE), col(StagedRows.SPLIT), col(StagedRows.LINE)}
            : new Column[] {col(StagedRows.TEXT)};
    return bad
        .groupBy(coalesce(col(StagedRows.COLUMN), lit("")).as("column"), col(StagedRows.RULE))
        .agg(
            count(lit(1)).as("rows"),
            min_by(col(StagedRows.SENTENCE), struct(position)).as("example"))
        .orderBy(col("rows").desc(), col("column"), col(StagedRows.RULE))
        .collectAsList()
        .stream()
        .map(Quarantine::reason)
        .toList();
  }

  private static QuarantineReason reason(Row row) {
    return new QuarantineReason(
        row.getString(0), row.getString(1), row.getLong(2), row.getString(3));
  }

  private Dataset<Row> splits(SourceFiles files, SplitLines counts) {
    List<Row> rows =
        counts.firstLines().entrySet().stream()
            .map(
                entry ->
                    RowFactory.create(
                        entry.getKey().file(),
                        entry.getKey().start(),
                        entry.getValue(),
                        files.at(entry.getKey().file()).displayName()))
            .toList();
    return bad.sparkSession().createDataFrame(rows, SPLITS);
  }
}
