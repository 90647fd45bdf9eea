package io.valora.baselines;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.SCORE;
import static io.valora.schema.Columns.TERMS;
import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Fits a chain of MLlib stages on how often which term stands in a text. A term is one of 2^18
 * columns by its hash (MurmurHash3, as {@link HashingTF}), so there is no vocabulary to collect;
 * two terms of the same hash count as one.
 */
final class TermClassifier {
  static final int FEATURES = 1 << 18;

  /** Vector of {@link #FEATURES} counts, which the first stage reads. */
  static final String COUNTS = "term_counts";

  /** Vector of two probabilities, which the last stage writes. */
  static final String PROBABILITY = "class_probability";

  private static final HashingTF COUNTING =
      new HashingTF().setInputCol(TERMS).setOutputCol(COUNTS).setNumFeatures(FEATURES);

  private TermClassifier() {}

  /**
   * @param stages from {@link #COUNTS} and {@code label} to {@link #PROBABILITY}
   */
  static FittedTextBaseline fit(Dataset<Row> train, PipelineStage... stages) {
    ClassCounts classes = ClassCounts.of(train);
    if (!classes.hasBoth()) {
      return new MajorityClass.Fitted(classes.positiveShare());
    }
    Dataset<Row> counted = COUNTING.transform(train.select(TERMS, LABEL)).drop(TERMS);
    counted.persist();
    try {
      return new Fitted(new Pipeline().setStages(stages).fit(counted));
    } finally {
      counted.unpersist();
    }
  }

  private record Fitted(PipelineModel model) implements FittedTextBaseline {
    @Override
    public Dataset<Row> predict(Dataset<Row> rows) {
      Stream<Column> given =
          Arrays.stream(rows.columns()).filter(name -> !name.equals(SCORE)).map(functions::col);
      Column score = vector_to_array(col(PROBABILITY), "float64").getItem(1).as(SCORE);
      return model
          .transform(COUNTING.transform(rows))
          .select(Stream.concat(given, Stream.of(score)).toArray(Column[]::new));
    }
  }
}
