package io.valora.features.table;

import io.valora.schema.ColumnSpec;
import java.util.List;

/** A column of numbers: one feature, scaled. */
public record NumericColumn(ColumnSpec column, long missingInTrain, NumericScale scale)
    implements FittedColumn {
  @Override
  public List<String> valueNames() {
    return List.of(name());
  }

  @Override
  public int valueWidth() {
    return 1;
  }

  @Override
  public void write(Object value, float[] numbers, int at) {
    boolean missing = value == null;
    numbers[at] = missing ? scale.scaledFill() : scale.scaled(((Number) value).doubleValue());
    if (missing && missingInTrain > 0) {
      numbers[at + 1] = 1;
    }
  }
}
