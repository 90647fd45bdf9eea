package io.valora.profiling;

import io.valora.features.MultiValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Facts of one column of a file's head.
 *
 * @param name in the header, or the key of a JSON line; empty in files without a header
 * @param position from 1
 * @param type of nearly all cells
 * @param markers texts that stand for a missing value, such as {@code NA}
 * @param missing cells that are empty or a marker
 * @param misfits cells that have another type
 * @param counts rows of each value that isn't missing, in the order of appearance
 */
record ColumnProfile(
    String name,
    int position,
    ValueType type,
    Set<String> markers,
    int missing,
    List<String> misfits,
    Map<String, Integer> counts) {
  /** Markers of missing values that people use; in a column of texts only the unmistakable. */
  private static final Set<String> MARKERS =
      Set.of(
          "NA", "N/A", "n/a", "#N/A", "NULL", "null", "None", "NaN", "nan", "?", "\\N", "-", "--");

  private static final Set<String> MARKERS_OF_TEXT = Set.of("\\N", "NULL", "#N/A");

  private static final List<String> SEPARATORS = List.of("|", ";");
  private static final double SHARE_OF_SEVERAL = 0.2;
  private static final int MOST_VALUES = 200;
  private static final int LONGEST_VALUE = 30;

  static ColumnProfile of(String name, int position, List<String> cells) {
    List<String> values = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (String cell : cells) {
      String value = cell == null ? "" : cell.strip();
      if (MARKERS.contains(value)) {
        seen.add(value);
      } else if (!value.isEmpty()) {
        values.add(value);
      }
    }
    ValueType type = ValueType.of(name, values);
    if (type.kind() == ValueType.Kind.TEXT && !MARKERS_OF_TEXT.containsAll(seen)) {
      seen.retainAll(MARKERS_OF_TEXT);
      values = values(cells, seen);
    }
    return new ColumnProfile(
        name,
        position,
        type,
        seen,
        cells.size() - values.size(),
        values.stream().filter(value -> !type.fits().test(value)).distinct().limit(3).toList(),
        counts(values));
  }

  /** A column of times that need no pattern. */
  static ColumnProfile ofTimes(String name, int position, List<String> cells) {
    List<String> values = values(cells, Set.of());
    ValueType type = new ValueType(ValueType.Kind.TIME, "type: timestamp", cell -> true);
    int missing = cells.size() - values.size();
    return new ColumnProfile(name, position, type, Set.of(), missing, List.of(), counts(values));
  }

  private static List<String> values(List<String> cells, Set<String> markers) {
    return cells.stream()
        .map(cell -> cell == null ? "" : cell.strip())
        .filter(value -> !value.isEmpty() && !markers.contains(value))
        .toList();
  }

  private static Map<String, Integer> counts(List<String> values) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts;
  }

  boolean isNumber() {
    return type.kind() == ValueType.Kind.NUMBER;
  }

  boolean isTime() {
    return type.kind() == ValueType.Kind.TIME;
  }

  boolean isText() {
    return type.kind() == ValueType.Kind.TEXT;
  }

  /** Cells that hold a value. */
  int present() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  int distinct() {
    return counts.size();
  }

  /** Whether no value comes twice, as in a column of row numbers. */
  boolean isUnique() {
    return distinct() == present();
  }

  /** Whether all values are whole numbers. */
  boolean isWhole() {
    return isNumber()
        && counts.keySet().stream().allMatch(value -> value.matches("[-+]?\\d{1,18}"));
  }

  /** Whether all are whole numbers of which some are written with a point, as in {@code 12.0}. */
  boolean isWholeWithPoints() {
    return isNumber()
        && !isWhole()
        && counts.keySet().stream().allMatch(value -> value.matches("\\d{1,18}(\\.0)?"));
  }

  /** Bar or semicolon between the values of cells that hold several of few. */
  Optional<String> separator() {
    return isText()
        ? SEPARATORS.stream().filter(this::isBetweenValues).findFirst()
        : Optional.empty();
  }

  private boolean isBetweenValues(String separator) {
    long several = counts.keySet().stream().filter(cell -> cell.contains(separator)).count();
    Set<String> values = new TreeSet<>();
    counts.keySet().forEach(cell -> values.addAll(MultiValues.of(cell, separator)));
    return SHARE_OF_SEVERAL * distinct() <= several
        && values.size() > 1
        && values.size() <= MOST_VALUES
        && values.stream().mapToInt(String::length).max().orElse(0) <= LONGEST_VALUE;
  }

  /** Words of an average value. */
  double words() {
    return counts.keySet().stream()
        .mapToInt(value -> value.split("\\s+").length)
        .average()
        .orElse(0);
  }

  /** Up to {@code most} values, for a comment. */
  List<String> examples(int most) {
    Set<String> examples = new LinkedHashSet<>();
    counts.keySet().stream().limit(most).forEach(value -> examples.add(shortened(value)));
    return List.copyOf(examples);
  }

  /** The values as numbers; only of a column of plain numbers. */
  double[] numbers() {
    return counts.keySet().stream()
        .filter(ColumnProfile::isPlain)
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /** Whether a text is a number as Java reads it. */
  static boolean isPlain(String value) {
    return value.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
  }

  private static String shortened(String value) {
    String line = value.replaceAll("\\s+", " ");
    return line.length() <= 30 ? line : line.substring(0, 29) + "…";
  }
}
