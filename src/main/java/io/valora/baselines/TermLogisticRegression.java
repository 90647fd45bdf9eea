package io.valora.baselines;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.Normalizer;
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

  private static final String WEIGHTS = "term_weights";
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
   * Adds the weights of each text. Those of terms are broadcast: as a stage of MLlib they would
   * travel with the tasks of every iteration.
   */
  private static UnaryOperator<Dataset<Row>> scaling(Dataset<Row> counted) {
    Vector fitted = new IDF().setInputCol(TermClassifier.COUNTS).fit(counted).idf();
    Broadcast<double[]> idf =
        JavaSparkContext.fromSparkContext(counted.sparkSession().sparkContext())
            .broadcast(fitted.toArray());
    UDF1<Vector, Vector> weighting = counts -> weighted(counts.toSparse(), idf.value());
    Column weights =
        udf(weighting, SQLDataTypes.VectorType()).apply(col(TermClassifier.COUNTS)).as(WEIGHTS);
    Normalizer normalizer = new Normalizer().setInputCol(WEIGHTS).setOutputCol(SCALED);
    return rows -> normalizer.transform(rows.select(col("*"), weights));
  }

  private static Vector weighted(SparseVector counts, double[] idf) {
    double[] weights = counts.values().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= idf[counts.indices()[i]];
    }
    return Vectors.sparse(counts.size(), counts.indices(), weights);
  }
}
