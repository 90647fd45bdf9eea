package io.valora.baselines;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.IDFModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/**
 * L2-regularized logistic regression on TF-IDF weights: count · ln((rows + 1) / (rows with the term
 * + 1)), each text scaled to length 1.
 */
public record TermLogisticRegression(LogisticRegressionConfig config) implements TextBaseline {
  public static final String NAME = "logistic-regression";

  private static final String SCALED = "term_scaled";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FittedTextBaseline fit(Dataset<Row> train) {
    return TermClassifier.fit(
        train,
        counted -> {
          UnaryOperator<Dataset<Row>> scaling = scaling(counted);
          return new TermClassifier.Model(
              scaling,
              SCALED,
              new LogisticRegression()
                  .setFamily("binomial")
                  .setStandardization(false)
                  .setRegParam(config.regularization())
                  .setMaxIter(config.iterations())
                  .setFeaturesCol(SCALED)
                  .fit(scaling.apply(counted)));
        });
  }

  /**
   * Adds the weights of each text, in the columns that train has: few of a small table, and what
   * every iteration sends is as long. Those of terms are broadcast: as a stage of MLlib they would
   * travel with the tasks of every iteration.
   */
  private static UnaryOperator<Dataset<Row>> scaling(Dataset<Row> counted) {
    IDFModel fitted = new IDF().setInputCol(TermClassifier.COUNTS).fit(counted);
    Broadcast<Weights> weights =
        JavaSparkContext.fromSparkContext(counted.sparkSession().sparkContext())
            .broadcast(new Weights(fitted.idf().toArray(), columns(fitted.docFreq())));
    UDF1<Vector, Vector> weighting = counts -> weights.value().of(counts.toSparse());
    Column scaled =
        udf(weighting, SQLDataTypes.VectorType()).apply(col(TermClassifier.COUNTS)).as(SCALED);
    return rows -> rows.select(col("*"), scaled);
  }

  /** The columns that some row has, ascending; one where no row has any. */
  private static int[] columns(long[] rows) {
    int[] found = IntStream.range(0, rows.length).filter(column -> rows[column] > 0).toArray();
    return found.length == 0 ? new int[1] : found;
  }

  /**
   * Weights of terms.
   *
   * @param idf of every column
   * @param kept columns of which a text's weights are kept, ascending
   */
  private record Weights(double[] idf, int[] kept) implements Serializable {
    /** Scaled to length 1 with the columns that aren't kept. */
    Vector of(SparseVector counts) {
      double[] weights = counts.values().clone();
      double squares = 0;
      for (int i = 0; i < weights.length; i++) {
        weights[i] *= idf[counts.indices()[i]];
        squares += weights[i] * weights[i];
      }
      double length = squares == 0 ? 1 : Math.sqrt(squares);
      int[] columns = new int[weights.length];
      int known = 0;
      for (int i = 0; i < weights.length; i++) {
        int column = Arrays.binarySearch(kept, counts.indices()[i]);
        if (column >= 0) {
          columns[known] = column;
          weights[known++] = weights[i] / length;
        }
      }
      return Vectors.sparse(
          kept.length, Arrays.copyOf(columns, known), Arrays.copyOf(weights, known));
    }
  }
}
