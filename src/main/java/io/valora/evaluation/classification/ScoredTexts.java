package io.valora.evaluation.classification;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.SCORE;
import static io.valora.schema.Columns.TEXT;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.trim;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Passes over rows of {@code label} and {@code score}. */
final class ScoredTexts {
  private ScoredTexts() {}

  /** Without the lengths of the texts: all count as short ones. */
  static ClassificationState stateOf(Dataset<Row> scored, double threshold) {
    return stateOf(scored, threshold, lit(0));
  }

  /** With the lengths of the column {@code text}, in words apart by white space. */
  static ClassificationState stateWithLengths(Dataset<Row> scored, double threshold) {
    return stateOf(scored, threshold, words());
  }

  static Column words() {
    return size(split(trim(col(TEXT)), "\\s+"));
  }

  /** A column as a double, NaN where it is null. */
  static Column number(String column) {
    return coalesce(col(column).cast(DataTypes.DoubleType), lit(Double.NaN)).as(column);
  }

  private static ClassificationState stateOf(Dataset<Row> scored, double threshold, Column words) {
    return scored
        .select(number(LABEL), number(SCORE), words)
        .toJavaRDD()
        .map(row -> new ScoredText(row.getDouble(0), row.getDouble(1), row.getInt(2)))
        .treeAggregate(
            new ClassificationState(threshold),
            ClassificationState::add,
            ClassificationState::merge)
        .checked();
  }
}
