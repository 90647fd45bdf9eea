package io.valora.schema;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Set of cell texts of one column, in which numbers are found by their value. */
final class CellTexts {
  private final Set<String> texts = new HashSet<>();
  private final Set<BigDecimal> numbers = new HashSet<>();
  private final NumberStyle style;

  /**
   * @param markers as the job file has them
   */
  CellTexts(ColumnSpec column, List<String> markers) {
    this.style = column.dialect().numbers();
    for (String marker : markers) {
      String text = Normalizer.all(column.normalizers(), marker);
      texts.add(text);
      if (column.type().isNumber() && NumberText.isNumber(text)) {
        numbers.add(NumberText.canonical(text));
      }
    }
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  /**
   * @param text of a cell, after the normalizers
   */
  boolean contains(String text) {
    return texts.contains(text) || !numbers.isEmpty() && containsNumber(style.plain(text));
  }

  private boolean containsNumber(String plain) {
    return plain != null
        && NumberText.isNumber(plain)
        && numbers.contains(NumberText.canonical(plain));
  }
}
