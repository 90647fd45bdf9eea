package io.valora.evaluation.regression;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.PREDICTION;
import static io.valora.schema.Columns.ROW_KEY;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import io.valora.base.KeyedHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * The test rows that are shown one by one; as many as the configuration says and no more reach the
 * driver.
 */
final class ShownRows {
  /** Rows that are read for each that is shown, as equal ones are shown once. */
  private static final int LIKELY_REPEATS = 4;

  private ShownRows() {}

  /** Up to {@code most} rows, ascending in the input, then the real value; beyond, a sample. */
  static List<RegressionPoint> points(
      Dataset<Row> predicted, List<String> inputs, int most, long seed) {
    UDF1<Long, Long> hash = key -> KeyedHash.hash(seed, key);
    return predicted
        .select(
            col(ROW_KEY),
            RegressionMetrics.number(LABEL),
            RegressionMetrics.number(PREDICTION),
            input(predicted, inputs))
        .orderBy(udf(hash, DataTypes.LongType).apply(col(ROW_KEY)), col(ROW_KEY))
        .limit(most)
        .collectAsList()
        .stream()
        .sorted(
            Comparator.comparingDouble((Row row) -> row.getDouble(3))
                .thenComparingDouble(row -> row.getDouble(1))
                .thenComparingLong(row -> row.getLong(0)))
        .map(row -> new RegressionPoint(row.getDouble(1), row.getDouble(2), row.getDouble(3)))
        .toList();
  }

  /** The largest absolute errors first, ties by ascending row key, equal rows once. */
  static List<WorstPrediction> worst(Dataset<Row> predicted, List<String> inputs, int most) {
    List<Column> columns = new ArrayList<>();
    columns.add(RegressionMetrics.number(LABEL).as("real_value"));
    columns.add(RegressionMetrics.number(PREDICTION).as("predicted_value"));
    columns.add(col(ROW_KEY));
    inputs.forEach(
        name -> columns.add(coalesce(col(name).cast(DataTypes.StringType), lit("")).as(name)));
    return predicted
        .select(columns.toArray(Column[]::new))
        .orderBy(abs(col("predicted_value").minus(col("real_value"))).desc(), col(ROW_KEY))
        .limit((int) Math.min(Integer.MAX_VALUE, (long) most * LIKELY_REPEATS))
        .collectAsList()
        .stream()
        .map(row -> new WorstPrediction(row.getDouble(0), row.getDouble(1), texts(row)))
        .distinct()
        .limit(most)
        .toList();
  }

  /** Whether the only input is a number, so that a chart can have it as an axis. */
  static boolean hasNumericInput(Dataset<Row> predicted, List<String> inputs) {
    return inputs.size() == 1
        && predicted.schema().apply(inputs.get(0)).dataType() instanceof NumericType;
  }

  private static Column input(Dataset<Row> predicted, List<String> inputs) {
    return hasNumericInput(predicted, inputs)
        ? RegressionMetrics.number(inputs.get(0))
        : lit(Double.NaN);
  }

  private static List<String> texts(Row row) {
    List<String> texts = new ArrayList<>();
    for (int i = 3; i < row.size(); i++) {
      texts.add(row.getString(i));
    }
    return texts;
  }
}
