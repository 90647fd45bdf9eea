package io.valora.features.table;

import io.valora.base.JobException;
import io.valora.config.Suggestions;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Encoder of table rows: the numbers that a network reads. Immutable and safe to share between
 * threads.
 *
 * @param target what the numbers lead to
 * @param columns in the order of the features
 */
public record TableEncoder(FittedTarget target, List<FittedColumn> columns)
    implements Serializable {
  public TableEncoder {
    columns = List.copyOf(columns);
  }

  /** Reads the text of {@code model/encoder.json}; {@code name} is what messages call it. */
  public static TableEncoder fromJson(String name, String text) {
    return TableEncoderParser.parse(name, text);
  }

  /** The text of {@code model/encoder.json}. */
  public String toJson() {
    return TableEncoderWriter.write(this);
  }

  /** The features in words, in their order, such as {@code sucursal = Norte}. */
  public List<String> featureNames() {
    return columns.stream().flatMap(column -> column.featureNames().stream()).toList();
  }

  /** The names of the columns that are read, in order. */
  public List<String> inputs() {
    return columns.stream().map(FittedColumn::name).toList();
  }

  /** The number of features. */
  public int width() {
    return columns.stream().mapToInt(FittedColumn::width).sum();
  }

  /**
   * Encodes one row.
   *
   * @param values text by name of the column; one that is left out or empty is missing
   * @return {@code [features]}
   * @throws JobException when a name is no column of the model, or a text no value of its column
   */
  public float[] encode(Map<String, String> values) {
    List<String> names = inputs();
    for (Map.Entry<String, String> value : values.entrySet()) {
      String name = value.getKey();
      if (!names.contains(name)) {
        throw JobException.invalid(
            name,
            value.getValue(),
            "must be an input of the model: %s%s"
                .formatted(String.join(", ", names), Suggestions.hint(name, names)));
      }
    }
    return encode(columns.stream().map(one -> one.parse(values.get(one.name()))).toArray());
  }

  /**
   * Encodes one row.
   *
   * @param values typed, one per column, null for missing
   * @return {@code [features]}
   */
  public float[] encode(Object[] values) {
    float[] numbers = new float[width()];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      FittedColumn column = columns.get(i);
      column.write(values[i], numbers, at);
      at += column.width();
    }
    return numbers;
  }
}
