package io.valora.features.table;

import io.valora.base.EnumNames;
import io.valora.config.ConfigSection;
import io.valora.config.Suggestions;
import io.valora.schema.ColumnSpec;
import io.valora.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The section {@code features} of a regression job, and the column that it predicts.
 *
 * @param target a required column of numbers
 * @param columns inputs of the network, in order; every declared column but the target where the
 *     job file lists none
 * @param maxCategories categories of one column, the most frequent first; at least 1
 */
public record TableFeaturesConfig(String target, List<FeatureColumn> columns, int maxCategories) {
  private static final int DEFAULT_MAX_CATEGORIES = 1_000;

  public TableFeaturesConfig {
    columns = List.copyOf(columns);
  }

  /** Reads {@code target}, a key of the job itself, noting problems in it. */
  public static String target(ConfigSection job, TableSchema schema) {
    String target = job.requiredText("target");
    Optional<ColumnSpec> column = schema.named(target);
    if (job.has("target") && column.isEmpty() && !job.isRefusedName(target)) {
      job.invalid("target", target, mustBeOneOf("a declared column", target, schema.names()));
    }
    column
        .filter(found -> !found.type().isNumber() || !found.required())
        .ifPresent(found -> job.invalid("target", target, mustBeNumbers(found)));
    return column.map(ColumnSpec::name).orElse(target);
  }

  /** Reads the section, noting problems in it. */
  public static TableFeaturesConfig from(ConfigSection section, TableSchema schema, String target) {
    List<ColumnSpec> inputs =
        schema.columns().stream().filter(column -> !column.name().equals(target)).toList();
    List<ConfigSection> entries = section.sections("columns");
    List<FeatureColumn> columns =
        entries.isEmpty()
            ? inputs.stream().map(FeatureColumn::of).toList()
            : listed(entries, new TableSchema(inputs));
    if (inputs.isEmpty()) {
      section.invalid("columns", "[]", "must list at least one column beside the target");
    }
    return new TableFeaturesConfig(
        target, columns, section.integer("max-categories", DEFAULT_MAX_CATEGORIES, 1));
  }

  /** The names of the columns, in order. */
  public List<String> inputs() {
    return columns.stream().map(FeatureColumn::name).toList();
  }

  private static List<FeatureColumn> listed(List<ConfigSection> entries, TableSchema inputs) {
    List<FeatureColumn> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigSection entry : entries) {
      String name = entry.requiredText("name");
      Optional<ColumnSpec> column = inputs.named(name);
      boolean isUndeclared = entry.has("name") && column.isEmpty();
      if (isUndeclared && !entry.isRefusedName(name)) {
        String what = "a declared column, not the target";
        entry.invalid("name", name, mustBeOneOf(what, name, inputs.names()));
      } else if (!isUndeclared && !names.add(name)) {
        entry.invalid("name", name, "must not be listed twice");
      }
      column.ifPresentOrElse(
          found -> columns.add(FeatureColumn.from(entry, found)),
          () -> FeatureColumn.readUndeclared(entry));
    }
    return columns;
  }

  private static String mustBeNumbers(ColumnSpec column) {
    String must = "must be a required column of numbers";
    return column.type().isNumber()
        ? must + ": leave out required: false"
        : "%s, and its type is %s: give it type double or int"
            .formatted(must, EnumNames.nameOf(column.type()));
  }

  private static String mustBeOneOf(String what, String name, List<String> names) {
    return "must be %s: %s%s"
        .formatted(what, String.join(", ", names), Suggestions.hint(name, names));
  }
}
