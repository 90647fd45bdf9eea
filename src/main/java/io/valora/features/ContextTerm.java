package io.valora.features;

import static io.valora.schema.Columns.ITEM;
import static io.valora.schema.Columns.RATING;
import static io.valora.schema.Columns.USER;

import io.valora.base.EnumNames;
import io.valora.config.ConfigSection;
import io.valora.schema.ColumnSpec;
import io.valora.schema.TableSchema;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Effect of what ratings have in common besides user and item, such as the day that a user rated
 * on: a bias per value, as those of users and days in timeSVD++ (Koren, 2009).
 *
 * @param column of the rating table
 * @param of whether each user or item has values of its own
 * @param zone of the column's days and hours
 * @param regularization ratings' worth of evidence for no effect, above 0
 */
public record ContextTerm(
    String column, ContextKind kind, Group of, String zone, double regularization)
    implements Serializable {
  /** Ratings that have the values of a term in common. */
  public enum Group {
    ALL,
    USER,
    ITEM
  }

  /** Stands between the parts of a key, and hardly in an id. */
  private static final char SEPARATOR = '\u001f';

  private static final double REGULARIZATION = 2;
  private static final String COLUMN = "column";

  /** Columns that have a meaning of their own. */
  private static final List<String> OWN = List.of(USER, ITEM, RATING);

  /** The terms of a list of mappings, noting problems in its sections. */
  static List<ContextTerm> listOf(ConfigSection features, TableSchema schema) {
    Set<ContextTerm> terms = new LinkedHashSet<>();
    for (ConfigSection section : features.sections("context")) {
      for (ContextTerm term : from(section, schema)) {
        if (!terms.add(term)) {
          section.invalid(COLUMN, term.column, "must not repeat an entry of the list");
        }
      }
    }
    return List.copyOf(terms);
  }

  private static List<ContextTerm> from(ConfigSection section, TableSchema schema) {
    String name = section.requiredText(COLUMN);
    Optional<ColumnSpec> column = schema.column(name);
    boolean isTime = column.filter(found -> found.type().isTime()).isPresent();
    List<ContextKind> kinds =
        section.choices(
            "kinds",
            ContextKind.class,
            List.of(isTime ? ContextKind.DAY : ContextKind.CATEGORICAL));
    if (kinds.isEmpty()) {
      section.invalid("kinds", "[]", "must name at least one kind");
    }
    Group of = section.choice("of", Group.class, Group.ALL);
    double regularization = section.positive("regularization", REGULARIZATION);
    if (column.isEmpty()) {
      String names = String.join(", ", schema.names());
      section.invalid(COLUMN, name, "must be a declared column: " + names);
      return List.of();
    }
    if (OWN.contains(name)) {
      section.invalid(COLUMN, name, "must be another column than " + String.join(", ", OWN));
      return List.of();
    }
    List<ContextTerm> terms = new ArrayList<>();
    for (ContextKind kind : kinds) {
      if (!kind.accepts(column.get().type())) {
        String must = "must be %s to be %s".formatted(kind.types(), EnumNames.nameOf(kind));
        section.invalid(COLUMN, name, must);
      }
      terms.add(new ContextTerm(name, kind, of, zone(column.get()), regularization));
    }
    return terms;
  }

  private static String zone(ColumnSpec column) {
    return column.times() == null ? "UTC" : column.times().zone();
  }

  /** What the keys of the term that has this number begin with. */
  public static String prefix(int number) {
    return Integer.toString(number) + SEPARATOR;
  }

  /**
   * What a rating has in common with others; null without a value.
   *
   * @param number of the term among those of the model
   * @param cell of the column
   */
  public String key(int number, Object user, Object item, Object cell) {
    Object id =
        switch (of) {
          case ALL -> "";
          case USER -> user;
          case ITEM -> item;
        };
    return cell == null || id == null
        ? null
        : prefix(number) + kind.value(cell, ZoneId.of(zone)) + SEPARATOR + id;
  }
}
