package io.valora.serving;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.ShownText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A row that a user gave.
 *
 * @param number of the row among all rows, from 1
 * @param cells in the order given; a name may stand there more than once
 * @param problem that keeps it from being a row; then it has no cells
 */
public record GivenRow(long number, List<GivenCell> cells, Optional<String> problem) {
  public GivenRow {
    cells = List.copyOf(cells);
  }

  static GivenRow of(long number, List<GivenCell> cells) {
    return new GivenRow(number, cells, Optional.empty());
  }

  static GivenRow bad(long number, String problem) {
    return new GivenRow(number, List.of(), Optional.of(problem));
  }

  /**
   * The row that arguments such as {@code user=42} spell.
   *
   * @throws JobException when an argument isn't a name, = and its value
   */
  public static GivenRow ofArguments(List<String> arguments) {
    return of(1, arguments.stream().map(GivenRow::cell).toList());
  }

  private static GivenCell cell(String argument) {
    int equals = argument.indexOf('=');
    if (equals < 1) {
      throw JobException.invalid("NAME=VALUE", argument, "must be a column, = and its value");
    }
    return new GivenCell(argument.substring(0, equals), argument.substring(equals + 1));
  }

  /** Names of the cells. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    cells.forEach(cell -> names.add(cell.name()));
    return names;
  }

  /** The texts of one name. */
  List<String> texts(String name) {
    return cells.stream().filter(cell -> cell.name().equals(name)).map(GivenCell::text).toList();
  }

  /**
   * Texts by name.
   *
   * @throws JobException {@code Invalid row: …} when it is none, or a name stands there twice
   */
  Map<String, String> byName() {
    problem.ifPresent(
        text -> {
          throw invalid(text);
        });
    Map<String, String> byName = new LinkedHashMap<>();
    for (GivenCell cell : cells) {
      if (byName.containsKey(cell.name())) {
        throw invalid(ShownText.of(cell.name()) + " is given twice");
      }
      byName.put(cell.name(), cell.text());
    }
    return byName;
  }

  private static JobException invalid(String problem) {
    return new JobException(Outcome.INVALID_REQUEST, "Invalid row: " + problem);
  }
}
