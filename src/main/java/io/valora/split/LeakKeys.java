package io.valora.split;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER;

import java.util.List;

/**
 * The columns by which rows of train and test are compared.
 *
 * @param input the columns a prediction is made from, such as user and item
 * @param target the column that is predicted
 * @param ids the columns whose values train may never have seen, such as user and item; may be
 *     empty
 */
public record LeakKeys(List<String> input, String target, List<String> ids) {
  /** The keys of ratings. */
  public static final LeakKeys RATINGS =
      new LeakKeys(List.of(USER, ITEM), RATING, List.of(USER, ITEM));

  public LeakKeys {
    input = List.copyOf(input);
    ids = List.copyOf(ids);
  }
}
