package io.valora.job;

import io.valora.base.EnumNames;
import io.valora.config.ConfigSection;
import io.valora.schema.ColumnSpec;
import io.valora.schema.ColumnType;
import io.valora.schema.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Columns that an input declares.
 *
 * @param task name of the job's task
 * @param section of the input; problems are noted in it
 */
public record DeclaredColumns(String task, ConfigSection section, TableSchema schema) {
  /** Notes a problem when a column that the task can't do without isn't declared. */
  public void require(String... needed) {
    List<String> names = schema.names();
    List<String> missing =
        Arrays.stream(needed)
            .filter(name -> !names.contains(name))
            .filter(name -> !isRefused(name))
            .toList();
    if (!missing.isEmpty()) {
      section.invalid(
          "columns",
          String.join(", ", names),
          "must declare %s for a %s job".formatted(String.join(", ", missing), task));
    }
  }

  /**
   * Notes a problem when a declared column isn't of whole or decimal numbers, each row with one.
   */
  public void requireNumber(String name) {
    int at = schema.names().indexOf(name);
    if (at < 0) {
      return;
    }
    ColumnSpec column = schema.columns().get(at);
    if (!column.type().isNumber()) {
      requireType(
          at,
          "must be a number for the %s of a %s job: type double or int".formatted(name, task),
          "values: {bad: 1, good: 5}");
    } else if (!column.required()) {
      section.invalid(key(at, "required"), false, "must be true for the %s".formatted(name));
    }
  }

  /** The same of a column whose numbers are from 0 to 1. */
  public void requireClass(String name) {
    int at = schema.names().indexOf(name);
    if (at < 0) {
      return;
    }
    ColumnSpec column = schema.columns().get(at);
    if (!column.type().isNumber()) {
      requireType(
          at,
          "must be a number from 0 to 1 for the %s of a %s job: type int".formatted(name, task),
          "values: {neg: 0, pos: 1}");
      return;
    }
    for (Map.Entry<String, String> value : column.values().entrySet()) {
      if (!isShare(value.getValue())) {
        String key = key(at, "values") + "." + value.getKey();
        section.invalid(key, value.getValue(), "must be from 0, negative, to 1, positive");
      }
    }
  }

  /** Notes a problem when a declared column has no ids: texts or whole numbers. */
  public void requireId(String name) {
    requireOneOf(
        name,
        List.of(ColumnType.STRING, ColumnType.LONG, ColumnType.INT),
        "ids: string, long or int");
  }

  /** Notes a problem when a declared column isn't of texts. */
  public void requireText(String name) {
    requireOneOf(name, List.of(ColumnType.STRING), "texts: string");
  }

  private void requireOneOf(String name, List<ColumnType> types, String must) {
    int at = schema.names().indexOf(name);
    if (at >= 0 && !types.contains(schema.columns().get(at).type())) {
      requireType(at, "must be of %s, for the %s of a %s job".formatted(must, name, task), "");
    }
  }

  /**
   * @param words example of values for a column of words; empty where it may have any
   */
  private void requireType(int at, String must, String words) {
    if (section.isInvalid(key(at, "type")) || section.isInvalid(key(at, "pattern"))) {
      return;
    }
    ColumnSpec column = schema.columns().get(at);
    boolean hasWords = !words.isEmpty() && column.values().isEmpty();
    String remedy = hasWords ? ", and where the cells are words " + words : "";
    section.invalid(key(at, "type"), EnumNames.nameOf(column.type()), must + remedy);
  }

  private boolean isRefused(String name) {
    String capitalized = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return section.isRefusedName(capitalized)
        || section.isRefusedName(name.toUpperCase(Locale.ROOT));
  }

  private static String key(int at, String key) {
    return "columns[%d].%s".formatted(at, key);
  }

  private static boolean isShare(String number) {
    double value = Double.parseDouble(number);
    return value >= 0 && value <= 1;
  }
}
