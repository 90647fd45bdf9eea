package io.valora.features.table;

import io.valora.features.MultiValues;
import io.valora.schema.ColumnSpec;
import java.util.HashSet;
import java.util.List;

/**
 * A column of cells with several values: one feature per value, 1 where the cell has it and 0
 * elsewhere. A value that is none of them has no feature.
 *
 * @param values most rows of train first; at least one, each once
 * @param separator what stands between the values of a cell
 */
public record MultiColumn(
    ColumnSpec column, long missingInTrain, List<String> values, String separator)
    implements FittedColumn {
  public MultiColumn {
    values = List.copyOf(values);
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException("values must be one or more, each once");
    }
  }

  @Override
  public List<String> valueNames() {
    return values.stream().map(value -> name() + " has " + value).toList();
  }

  @Override
  public int valueWidth() {
    return values.size();
  }

  @Override
  public void write(Object value, float[] numbers, int at) {
    for (String one : MultiValues.of((String) value, separator)) {
      int position = values.indexOf(one);
      if (position >= 0) {
        numbers[at + position] = 1;
      }
    }
    if (value == null && missingInTrain > 0) {
      numbers[at + valueWidth()] = 1;
    }
  }
}
