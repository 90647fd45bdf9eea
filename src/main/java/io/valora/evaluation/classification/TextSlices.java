package io.valora.evaluation.classification;

import static io.valora.schema.Columns.LABEL;
import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;

/** Conditions of the slices of test texts, by the names that gates have for them. */
public final class TextSlices {
  private TextSlices() {}

  /** In the order of the slices in {@code metrics.json}. */
  public static Map<String, Column> conditions() {
    Map<String, Column> conditions = new LinkedHashMap<>();
    conditions.put("label-1", col(LABEL).equalTo(1));
    conditions.put("label-0", col(LABEL).equalTo(0));
    for (TextLength length : TextLength.values()) {
      conditions.put(
          length.slice(),
          ScoredTexts.words().gt(length.below()).and(ScoredTexts.words().leq(length.mostWords())));
    }
    return conditions;
  }
}
