package io.valora.evaluation.rating;

import static io.valora.schema.Columns.ITEM_INDEX;
import static io.valora.schema.Columns.USER_INDEX;
import static org.apache.spark.sql.functions.col;

import io.valora.base.EnumNames;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;

/** Conditions of the slices of test ratings, by the names that gates have for them. */
public final class FamiliarRows {
  private FamiliarRows() {}

  /** Of encoded rows, one per {@link Familiarity}. */
  public static Map<String, Column> conditions() {
    Map<String, Column> conditions = new LinkedHashMap<>();
    for (Familiarity familiarity : Familiarity.values()) {
      conditions.put(
          EnumNames.nameOf(familiarity),
          is(USER_INDEX, familiarity.user()).and(is(ITEM_INDEX, familiarity.item())));
    }
    return conditions;
  }

  private static Column is(String index, String familiarity) {
    return col(index).gt(0).equalTo(familiarity.equals("known"));
  }
}
