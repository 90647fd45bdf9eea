package io.valora.baselines;

import org.apache.spark.ml.classification.NaiveBayes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Multinomial naive Bayes on term counts (Manning, Raghavan, Schütze: Introduction to Information
 * Retrieval, 2008, section 13.2).
 */
public record TermNaiveBayes(NaiveBayesConfig config) implements TextBaseline {
  public static final String NAME = "naive-bayes";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FittedTextBaseline fit(Dataset<Row> train) {
    return TermClassifier.fit(
        train,
        counted ->
            new TermClassifier.Model(
                rows -> rows,
                TermClassifier.COUNTS,
                new NaiveBayes()
                    .setModelType("multinomial")
                    .setSmoothing(config.smoothing())
                    .setFeaturesCol(TermClassifier.COUNTS)
                    .fit(counted)));
  }
}
