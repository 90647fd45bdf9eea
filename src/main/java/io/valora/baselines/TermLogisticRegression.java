package io.valora.baselines;

import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.Normalizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
        new IDF().setInputCol(TermClassifier.COUNTS).setOutputCol(WEIGHTS),
        new Normalizer().setInputCol(WEIGHTS).setOutputCol(SCALED),
        new LogisticRegression()
            .setFamily("binomial")
            .setStandardization(false)
            .setRegParam(config.regularization())
            .setMaxIter(config.iterations())
            .setFeaturesCol(SCALED)
            .setProbabilityCol(TermClassifier.PROBABILITY));
  }
}
