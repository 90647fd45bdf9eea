package io.valora.profiling;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells a first row of names from one of data. */
final class HeaderGuess {
  private static final int COMPARED = 1_000;
  private static final int LONGEST_NAME = 60;

  private HeaderGuess() {}

  /**
   * Names are short, different from each other and not numbers; and where no column has a type that
   * its first cell lacks, they are not among the values below.
   */
  static boolean isHeader(List<List<String>> rows) {
    if (rows.size() < 2) {
      return !rows.isEmpty();
    }
    List<String> first = rows.get(0).stream().map(String::strip).toList();
    if (!areNames(first)) {
      return false;
    }
    List<List<String>> below = rows.subList(1, Math.min(COMPARED, rows.size()));
    boolean recurs = false;
    for (int place = 0; place < first.size(); place++) {
      int at = place;
      List<String> cells =
          below.stream().filter(row -> row.size() > at).map(row -> row.get(at).strip()).toList();
      List<String> present = cells.stream().filter(cell -> !cell.isEmpty()).toList();
      ValueType type = ValueType.of(first.get(place), present);
      if (type.kind() != ValueType.Kind.TEXT && !present.isEmpty()) {
        return true;
      }
      recurs |= present.contains(first.get(place));
    }
    return !recurs;
  }

  private static boolean areNames(List<String> cells) {
    Set<String> different = new HashSet<>(cells);
    return different.size() == cells.size()
        && cells.stream().noneMatch(cell -> cell.isEmpty() || cell.length() > LONGEST_NAME)
        && cells.stream()
            .allMatch(cell -> ValueType.of("", List.of(cell)).kind() == ValueType.Kind.TEXT);
  }
}
