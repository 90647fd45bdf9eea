package io.valora.features.table;

import io.valora.base.JobException;
import io.valora.schema.CellParser;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ParsedCell;
import io.valora.schema.ParsedCell.Problem;
import io.valora.schema.ParsedCell.Typed;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Encoder of one column, fitted on train. */
public sealed interface FittedColumn extends Serializable
    permits NumericColumn, CategoricalColumn, MultiColumn, TimestampColumn {
  /** The spec of its cells; they may be missing and have no bounds. */
  ColumnSpec column();

  /** Rows of train without a value; with any, a last feature says whether the value is missing. */
  long missingInTrain();

  /** The features of a value, one name each, without the one for missing values. */
  List<String> valueNames();

  /** The number of features of a value. */
  int valueWidth();

  /**
   * Writes the features of a value from {@code at} on; the array holds zeros there.
   *
   * @param value typed as the column is, or null
   */
  void write(Object value, float[] numbers, int at);

  default String name() {
    return column().name();
  }

  /** All features, one name each. */
  default List<String> featureNames() {
    List<String> names = new ArrayList<>(valueNames());
    if (missingInTrain() > 0) {
      names.add(name() + " is missing");
    }
    return List.copyOf(names);
  }

  /** The number of features. */
  default int width() {
    return valueWidth() + (missingInTrain() > 0 ? 1 : 0);
  }

  /**
   * The typed value of a text; null when it is missing.
   *
   * @throws JobException when the text is no value of this column
   */
  default Object parse(String text) {
    ParsedCell cell = new CellParser(column()).parse(text);
    if (cell instanceof Problem problem) {
      throw JobException.invalid(name(), text, problem.rule());
    }
    return ((Typed) cell).value();
  }
}
