package io.valora.evaluation.classification;

import static io.valora.schema.Columns.LABEL;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of each class in each part of the split.
 *
 * @param parts in the order train, validation, test; empty where they were not counted
 */
public record ClassCounts(ClassNames names, Map<String, ClassBalance> parts) {
  public static final ClassCounts NONE = new ClassCounts(ClassNames.USUAL, Map.of());

  public ClassCounts {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /**
   * Counts a label from a half on as 1.
   *
   * @param parts with {@code label}
   */
  public static ClassCounts of(ClassNames names, Map<String, Dataset<Row>> parts) {
    Map<String, ClassBalance> counted = new LinkedHashMap<>();
    parts.forEach(
        (part, rows) -> {
          Row found =
              rows.agg(
                      count(lit(1)),
                      coalesce(sum(when(col(LABEL).geq(0.5), 1).otherwise(0)), lit(0L)))
                  .first();
          long positives = found.getLong(1);
          counted.put(part, new ClassBalance(found.getLong(0) - positives, positives));
        });
    return new ClassCounts(names, counted);
  }

  /** Whether at least half of the rows that training and validation saw are of class 1. */
  public boolean isMostlyPositive() {
    long more = 0;
    for (String part : List.of("train", "validation")) {
      ClassBalance balance = parts.getOrDefault(part, new ClassBalance(0, 0));
      more += balance.positives() - balance.negatives();
    }
    return more >= 0;
  }

  /** Sentence on a part that has rows of one class alone; empty where both are there. */
  public Optional<String> missing(String part) {
    ClassBalance balance = parts.getOrDefault(part, new ClassBalance(0, 0));
    if (balance.negatives() > 0 == balance.positives() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        "The %s rows hold no %s: all %,d are %s"
            .formatted(
                part,
                names.of(balance.positives() == 0 ? 1 : 0),
                balance.negatives() + balance.positives(),
                names.of(balance.positives() == 0 ? 0 : 1)));
  }
}
