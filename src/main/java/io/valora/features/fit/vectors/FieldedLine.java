package io.valora.features.fit.vectors;

import java.util.List;

/** A line whose fields are separated by spaces or tabs, read from its end. */
final class FieldedLine {
  private static final String SEPARATOR = "[ \\t]+";

  private final String text;
  private int split;

  FieldedLine(String line) {
    this.text = line.stripTrailing();
  }

  int count() {
    int fields = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean begins = i == 0 || separates(i - 1);
      fields += begins && !separates(i) ? 1 : 0;
    }
    return fields;
  }

  boolean areNumbersAfterTheFirst() {
    return List.of(text.split(SEPARATOR)).stream()
        .skip(1)
        .allMatch(field -> Float.isFinite(numberOrNaN(field)));
  }

  /**
   * Splits the line in front of its last {@code fields} fields. False when nothing stands there, or
   * several fields of which the last is a number too: then the line has too many.
   */
  boolean splitBeforeLast(int fields) {
    split = text.length();
    for (int k = 0; k < fields && split > 0; k++) {
      split = separatorsEnd(fieldStart(split));
    }
    int last = fieldStart(split);
    return split > 0 && (last == 0 || !Float.isFinite(numberOrNaN(text.substring(last, split))));
  }

  /** The text in front of the fields, with its spaces. */
  String head() {
    return text.substring(0, split);
  }

  /** The fields behind the split. */
  List<String> tail() {
    return List.of(text.substring(split).stripLeading().split(SEPARATOR));
  }

  static float numberOrNaN(String field) {
    try {
      return Float.parseFloat(field);
    } catch (NumberFormatException noNumber) {
      return Float.NaN;
    }
  }

  private int fieldStart(int end) {
    int at = end;
    while (at > 0 && !separates(at - 1)) {
      at--;
    }
    return at;
  }

  private int separatorsEnd(int end) {
    int at = end;
    while (at > 0 && separates(at - 1)) {
      at--;
    }
    return at;
  }

  private boolean separates(int place) {
    return text.charAt(place) == ' ' || text.charAt(place) == '\t';
  }
}
