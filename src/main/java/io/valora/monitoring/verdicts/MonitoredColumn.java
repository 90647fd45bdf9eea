package io.valora.monitoring.verdicts;

import io.valora.base.EnumNames;
import io.valora.base.Figure;
import io.valora.model.reference.BinnedRows;
import io.valora.model.reference.Bins;
import io.valora.model.reference.CategoryBins;
import io.valora.model.reference.ListReference;
import io.valora.model.reference.Measure;
import io.valora.model.reference.NumberBins;
import io.valora.model.reference.ReferenceColumn;
import io.valora.models.PopularityBands;
import java.util.List;

/**
 * A measured column with the rows of training that days are compared with.
 *
 * @param role of the column
 * @param reference of train and validation; of validation alone where it matters what train knows
 */
public record MonitoredColumn(
    String name, Measure measure, Role role, Bins bins, BinnedRows reference) {
  /** Role of a column. */
  public enum Role {
    INPUT,
    ANSWER,
    /** Items in lists; a list counts as one row, since its items aren't independent. */
    LISTS
  }

  static MonitoredColumn lists(ListReference lists) {
    return new MonitoredColumn(
        "lists",
        Measure.POPULARITY,
        Role.LISTS,
        new CategoryBins(PopularityBands.NAMES),
        perList(new BinnedRows(lists.bands(), 0, 0), lists.lists()));
  }

  /** Rows for items: as many as lists, with the shares of the items. */
  static BinnedRows perList(BinnedRows items, long lists) {
    long all = Math.max(1, items.rows());
    return new BinnedRows(
        items.bins().stream().map(count -> Math.round((double) count * lists / all)).toList(),
        0,
        0);
  }

  static MonitoredColumn input(ReferenceColumn column) {
    boolean ofKnown =
        switch (column.measure()) {
          case KNOWN, POPULARITY, KNOWN_TERMS -> true;
          case VALUE, CATEGORY, CHARACTERS, TERMS -> false;
        };
    return new MonitoredColumn(
        column.name(),
        column.measure(),
        Role.INPUT,
        column.bins(),
        ofKnown || column.train().isEmpty()
            ? column.validation()
            : column.train().get().plus(column.validation()));
  }

  static MonitoredColumn answer(ReferenceColumn column) {
    return new MonitoredColumn(
        column.name(), column.measure(), Role.ANSWER, column.bins(), column.validation());
  }

  /** Its name in figures: of the input and what is measured of it. */
  public String label() {
    if (role != Role.INPUT) {
      return role == Role.ANSWER ? "answer" : "items in lists";
    }
    return switch (measure) {
      case VALUE, CATEGORY -> name;
      default -> name + " " + measureName().replace('-', ' ');
    };
  }

  /** The measure as files have it. */
  public String measureName() {
    return EnumNames.nameOf(measure);
  }

  /** Whether its bins are intervals of numbers. */
  public boolean isOrdered() {
    return bins instanceof NumberBins;
  }

  /** A cell in words that follow "rows": a bin, then none, then missing. */
  String where(int cell) {
    if (cell > bins.size()) {
      return "have no value";
    }
    if (bins instanceof CategoryBins categories) {
      return cell == bins.size()
          ? "have a value that training hardly had"
          : "are ‘%s’".formatted(categories.categories().get(cell));
    }
    return cell == bins.size() ? "have a value" : "are " + name(cell);
  }

  /** A cell's name beside its bar. */
  public String name(int cell) {
    if (cell > bins.size()) {
      return "missing";
    }
    if (cell == bins.size()) {
      return "other";
    }
    if (bins instanceof CategoryBins categories) {
      return categories.categories().get(cell);
    }
    NumberBins numbers = (NumberBins) bins;
    List<Double> upper = numbers.upper();
    if (cell == 0) {
      return "below " + shown(numbers.least());
    }
    if (cell > upper.size()) {
      return "above " + shown(upper.get(upper.size() - 1));
    }
    double from = cell == 1 ? numbers.least() : upper.get(cell - 2);
    return "%s to %s".formatted(shown(from), shown(upper.get(cell - 1)));
  }

  static String shown(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? "%d".formatted((long) number)
        : Figure.of(number);
  }
}
