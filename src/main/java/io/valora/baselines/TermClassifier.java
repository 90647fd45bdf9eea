package io.valora.baselines;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.SCORE;
import static io.valora.schema.Columns.TERMS;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Fits a classifier of MLlib on how often which term stands in a text. A term is one of 2^18
 * columns by its hash (MurmurHash3, as {@link HashingTF}), so there is no vocabulary to collect;
 * two terms of the same hash count as one.
 */
final class TermClassifier {
  static final int FEATURES = 1 << 18;

  /** Vector of {@link #FEATURES} counts, that classifiers learn from. */
  static final String COUNTS = "term_counts";

  private static final HashingTF COUNTING =
      new HashingTF().setInputCol(TERMS).setOutputCol(COUNTS).setNumFeatures(FEATURES);

  private TermClassifier() {}

  /** Columns of texts that have {@link #COUNTS}, and what classifies by one of them. */
  record Model(
      UnaryOperator<Dataset<Row>> features,
      String column,
      ProbabilisticClassificationModel<Vector, ?> classifier) {}

  /**
   * @param fitting from rows of {@link #COUNTS} and {@code label}
   */
  static FittedTextBaseline fit(Dataset<Row> train, Function<Dataset<Row>, Model> fitting) {
    ClassCounts classes = ClassCounts.of(train);
    if (!classes.hasBoth()) {
      return new MajorityClass.Fitted(classes.positiveShare());
    }
    Dataset<Row> counted = COUNTING.transform(train.select(TERMS, LABEL)).drop(TERMS);
    counted.persist();
    try {
      return new Fitted(fitting.apply(counted));
    } finally {
      counted.unpersist();
    }
  }

  /** The weights, some megabytes, go to each executor once instead of with each task. */
  private record Fitted(Model model) implements FittedTextBaseline {
    @Override
    public Dataset<Row> predict(Dataset<Row> rows) {
      Stream<Column> given =
          Arrays.stream(rows.columns()).filter(name -> !name.equals(SCORE)).map(functions::col);
      Broadcast<ProbabilisticClassificationModel<Vector, ?>> sent =
          JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext())
              .broadcast(model.classifier);
      UDF1<Vector, Double> positive = text -> sent.value().predictProbability(text).apply(1);
      Column score = udf(positive, DataTypes.DoubleType).apply(col(model.column)).as(SCORE);
      return model
          .features
          .apply(COUNTING.transform(rows))
          .select(Stream.concat(given, Stream.of(score)).toArray(Column[]::new));
    }
  }
}
