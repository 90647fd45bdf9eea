package io.valora.features.fit.text;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.TERMS;
import static io.valora.schema.Columns.TEXT;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.udf;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.features.text.TextAnalyzer;
import io.valora.features.text.TextConfig;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Terms of the train texts, each with the label of its text. */
final class LabeledTerms {
  static final String POSITIVE = "positive";

  /** A label is counted in this many parts, so that sums of labels are exact in any order. */
  static final double PARTS = 1 << 20;

  private LabeledTerms() {}

  /**
   * One row for each text and distinct term of it: {@code term} string, {@code positive} long, the
   * label in {@link #PARTS}.
   *
   * @throws JobException in the task, when a label is not in [0, 1]
   */
  static Dataset<Row> of(Dataset<Row> train, TextConfig config) {
    TextAnalyzer analyzer = new TextAnalyzer(config);
    UDF1<String, String[]> terms = text -> distinct(analyzer, text);
    UDF1<Double, Long> positive = LabeledTerms::positive;
    return train
        .select(
            udf(terms, DataTypes.createArrayType(DataTypes.StringType, false))
                .apply(col(TEXT))
                .as(TERMS),
            udf(positive, DataTypes.LongType)
                .apply(col(LABEL).cast(DataTypes.DoubleType))
                .as(POSITIVE))
        .select(explode(col(TERMS)).as(TextVocabulary.TERM), col(POSITIVE));
  }

  private static String[] distinct(TextAnalyzer analyzer, String text) {
    Set<String> terms = new LinkedHashSet<>();
    analyzer.forEachTerm(text, term -> terms.add(term.toString()));
    return terms.toArray(String[]::new);
  }

  private static long positive(Double label) {
    if (label == null || !(label >= 0 && label <= 1)) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "count the terms of train",
          "the label of a text is %s (must be in [0, 1])".formatted(label));
    }
    return Math.round(label * PARTS);
  }
}
