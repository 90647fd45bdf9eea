package io.valora.features.table;

import io.valora.schema.ColumnSpec;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A column of categories: one feature per category, 1 where the row has it and 0 elsewhere. A value
 * that is none of them is an other one where train had others too, and all zeros where it hadn't.
 *
 * @param categories most rows of train first; at least one, each once
 * @param otherRows rows of train with a value beyond these categories
 * @param fill the category that stands in for a missing value; empty for none
 */
public record CategoricalColumn(
    ColumnSpec column, long missingInTrain, List<String> categories, long otherRows, String fill)
    implements FittedColumn {
  public CategoricalColumn {
    categories = List.copyOf(categories);
    if (categories.isEmpty() || new HashSet<>(categories).size() < categories.size()) {
      throw new IllegalArgumentException("categories must be one or more, each once");
    }
  }

  @Override
  public List<String> valueNames() {
    Stream<String> others = otherRows > 0 ? Stream.of(name() + " is another") : Stream.empty();
    return Stream.concat(categories.stream().map(one -> name() + " = " + one), others).toList();
  }

  @Override
  public int valueWidth() {
    return categories.size() + (otherRows > 0 ? 1 : 0);
  }

  @Override
  public void write(Object value, float[] numbers, int at) {
    String category = value == null ? fill : String.valueOf(value);
    int position = categories.indexOf(category);
    if (position >= 0) {
      numbers[at + position] = 1;
    } else if (otherRows > 0 && value != null) {
      numbers[at + categories.size()] = 1;
    }
    if (value == null && missingInTrain > 0) {
      numbers[at + valueWidth()] = 1;
    }
  }
}
