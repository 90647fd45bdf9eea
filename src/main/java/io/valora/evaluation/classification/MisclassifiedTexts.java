package io.valora.evaluation.classification;

import static io.valora.schema.Columns.LABEL;
import static io.valora.schema.Columns.ROW_KEY;
import static io.valora.schema.Columns.SCORE;
import static io.valora.schema.Columns.TEXT;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the most confident mistakes of a classifier. */
public final class MisclassifiedTexts {
  private static final int MOST_WORDS = 8;

  /** Rows that are read for each that is shown, as equal texts are shown once. */
  private static final int LIKELY_REPEATS = 4;

  private MisclassifiedTexts() {}

  /**
   * The largest |score − label| first, ties by ascending row key, each text once; few rows more
   * reach the driver.
   *
   * @param scored rows with {@code row_key}, {@code label}, {@code score} and {@code text}
   * @param threshold from which on a score is read as 1
   * @param most rows, at least 0
   */
  public static List<Misclassified> of(
      Dataset<Row> scored, double threshold, int most, WordInfluence influence) {
    Set<String> seen = new HashSet<>();
    return scored
        .select(col(ROW_KEY), ScoredTexts.number(LABEL), ScoredTexts.number(SCORE), col(TEXT))
        .filter(col(SCORE).geq(threshold).notEqual(col(LABEL).equalTo(1)))
        .orderBy(abs(col(SCORE).minus(col(LABEL))).desc(), col(ROW_KEY))
        .limit((int) Math.min(Integer.MAX_VALUE, (long) most * LIKELY_REPEATS))
        .collectAsList()
        .stream()
        .filter(row -> seen.add(row.getString(3)))
        .limit(most)
        .map(row -> misclassified(row, influence))
        .toList();
  }

  private static Misclassified misclassified(Row row, WordInfluence influence) {
    String text = row.getString(3);
    return new Misclassified(
        row.getLong(0),
        (int) row.getDouble(1),
        row.getDouble(2),
        text,
        influence.misleading(text, MOST_WORDS));
  }
}
