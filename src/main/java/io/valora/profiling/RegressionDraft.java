package io.valora.profiling;

import io.valora.base.Counted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A table of numbers, categories and times, one of which is predicted from the others. */
record RegressionDraft(TableHead table, ColumnProfile target) implements TaskDraft {
  private static final int FEWEST_TARGETS = 10;
  private static final double MOST_CATEGORIES = 0.5;

  /** The draft, where there is a number to predict and something to predict it from. */
  static Optional<TaskDraft> of(TableHead table) {
    return table.columns().stream()
        .filter(column -> column.isNumber() && column.distinct() > 1)
        .max(
            Comparator.comparingInt(RegressionDraft::likelihood)
                .thenComparingInt(ColumnProfile::position))
        .filter(found -> table.columns().size() > 1)
        .map(found -> new RegressionDraft(table, found));
  }

  private static int likelihood(ColumnProfile column) {
    int points = column.distinct() >= FEWEST_TARGETS ? 1 : 0;
    if (ColumnWords.TARGET.in(column)) {
      points += 4;
    }
    return isRowNumber(column) ? -1 : points;
  }

  private static boolean isRowNumber(ColumnProfile column) {
    return column.isUnique()
        && column.isWhole()
        && (ColumnWords.ROW_NUMBER.in(column) || column.name().isEmpty());
  }

  @Override
  public Line task() {
    return new Line("task: regression", "a table of numbers and categories");
  }

  @Override
  public List<Line> jobKeys() {
    String reason =
        ColumnWords.TARGET.in(target)
            ? "named like a number that one predicts"
            : "the last column of many different numbers: name another one if that is wrong";
    return List.of(new Line("target: " + targetName(), reason));
  }

  private String targetName() {
    return DraftColumn.nameOf(target, Set.of());
  }

  @Override
  public List<DraftColumn> columns() {
    Set<String> taken = new HashSet<>(Set.of(targetName()));
    List<DraftColumn> columns = new ArrayList<>();
    for (ColumnProfile column : table.columns()) {
      if (column.position() != target.position() && leftOut(column).isEmpty()) {
        String name = DraftColumn.nameOf(column, taken);
        taken.add(name);
        columns.add(DraftColumn.typed(name, column, false));
      }
    }
    columns.add(DraftColumn.typed(targetName(), target, true));
    return columns;
  }

  private static Optional<String> leftOut(ColumnProfile column) {
    if (column.distinct() == 0) {
      return Optional.of("it is empty");
    }
    if (column.distinct() == 1) {
      return Optional.of("it has one value in all rows");
    }
    if (isRowNumber(column)) {
      return Optional.of("it numbers the rows");
    }
    boolean oneValue = column.separator().isEmpty();
    if (column.isText() && oneValue && column.distinct() > MOST_CATEGORIES * column.present()) {
      return Optional.of(
          "%,d different texts in %,d rows".formatted(column.distinct(), column.present()));
    }
    return Optional.empty();
  }

  @Override
  public Optional<DroppedValues> dropped() {
    return target.missing() == 0
        ? Optional.empty()
        : Optional.of(
            new DroppedValues(
                targetName(),
                List.of(""),
                "%s without the target: nothing to learn from"
                    .formatted(Counted.of(target.missing(), "row"))));
  }

  @Override
  public List<Line> features() {
    List<DraftColumn> inputs =
        columns().stream()
            .filter(column -> column.profile().position() != target.position())
            .toList();
    return inputs.stream().anyMatch(column -> column.profile().separator().isPresent())
        ? inputs.stream().map(RegressionDraft::feature).toList()
        : List.of();
  }

  private static Line feature(DraftColumn column) {
    Optional<String> separator = column.profile().separator();
    String kind =
        separator.map(found -> ", kind: multi, separator: " + YamlText.quoted(found)).orElse("");
    return new Line(
        "- {name: %s%s}".formatted(column.name(), kind),
        separator.isPresent() ? "cells hold several values" : "");
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (ColumnProfile column : table.columns()) {
      leftOut(column)
          .filter(reason -> column.position() != target.position())
          .ifPresent(
              reason ->
                  remarks.add(
                      "Left out: %s (%s)"
                          .formatted(
                              column.name().isEmpty()
                                  ? "column " + column.position()
                                  : column.name(),
                              reason)));
    }
    return remarks;
  }
}
