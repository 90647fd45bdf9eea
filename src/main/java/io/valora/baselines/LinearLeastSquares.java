package io.valora.baselines;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.NUMBERS;
import static io.valora.schema.Columns.PREDICTION;
import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Predicts {@code weights · numbers + intercept}, with the least squared errors on the rows it was
 * fitted on, by Spark's linear regression without regularization. Reads {@code numbers} (array of
 * float) and {@code label} (float).
 */
public record LinearLeastSquares() implements Baseline {
  public static final String NAME = "linear-regression";

  private static final String VECTOR = "linear_regression_vector";
  private static final String TARGET = "linear_regression_target";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FittedBaseline fit(Dataset<Row> train) {
    Dataset<Row> rows =
        train.select(
            array_to_vector(col(NUMBERS)).as(VECTOR),
            col(LABEL).cast(DataTypes.DoubleType).as(TARGET));
    if (rows.isEmpty()) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED, "fit a baseline", "the train split has no rows");
    }
    return new Fitted(
        new LinearRegression()
            .setFeaturesCol(VECTOR)
            .setLabelCol(TARGET)
            .setPredictionCol(PREDICTION)
            .fit(rows));
  }

  private record Fitted(LinearRegressionModel line) implements FittedBaseline {
    @Override
    public Dataset<Row> predict(Dataset<Row> encoded) {
      Dataset<Row> rows =
          encoded.drop(PREDICTION).withColumn(VECTOR, array_to_vector(col(NUMBERS)));
      return line.transform(rows).drop(VECTOR);
    }
  }
}
