package io.valora.features.side;

import io.valora.base.EnumNames;
import io.valora.config.ConfigSection;
import io.valora.features.MultiValues;
import io.valora.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Feature configuration of a side table: the keys {@code key}, {@code min-count} and {@code
 * features} of its section; the others say how it is read.
 *
 * @param key our column that holds the ids
 * @param minCount entries that fewer ids have are left out; at least 1
 * @param features no two of one column
 */
public record SideConfig(String key, int minCount, List<SideFeature> features) {
  public SideConfig {
    features = List.copyOf(features);
  }

  /** Reads the key, which reading the table needs too. */
  public static String key(ConfigSection section, String fallback) {
    return section.text("key", fallback);
  }

  /**
   * Reads what becomes of the columns, noting problems in the section.
   *
   * @param key what {@link #key(ConfigSection, String)} gave
   * @param schema of the side table
   */
  public static SideConfig from(ConfigSection section, String key, TableSchema schema) {
    if (schema.column(key).isEmpty()) {
      section.invalid("key", key, mustBeDeclared(schema));
    }
    List<SideFeature> features = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (ConfigSection one : section.columns("features")) {
      for (SideFeature feature : features(one, schema)) {
        if (taken.add(feature.column())) {
          features.add(feature);
        } else {
          one.invalid("columns", feature.column(), "must not be a column of another feature");
        }
      }
    }
    return new SideConfig(key, section.integer("min-count", 1, 1), features);
  }

  private static List<SideFeature> features(ConfigSection section, TableSchema schema) {
    SideKind kind = section.choice("kind", SideKind.class, SideKind.CATEGORICAL);
    int bins = SideFeature.DEFAULT_BINS;
    if (kind.isBinned()) {
      bins = section.integer("bins", SideFeature.DEFAULT_BINS, 2);
    }
    String separator = kind == SideKind.MULTI ? MultiValues.separator(section) : "";
    List<String> columns = section.requiredTexts("columns");
    if (section.has("columns") && columns.isEmpty()) {
      section.invalid("columns", "[]", "must name at least one column");
    }
    List<SideFeature> features = new ArrayList<>();
    for (String column : columns) {
      noteProblem(section, column, kind, schema);
      features.add(new SideFeature(column, kind, separator, bins));
    }
    return features;
  }

  private static void noteProblem(
      ConfigSection section, String column, SideKind kind, TableSchema schema) {
    if (schema.column(column).isEmpty()) {
      section.invalid("columns", column, mustBeDeclared(schema));
    } else if (!kind.accepts(schema.column(column).orElseThrow().type())) {
      section.invalid(
          "columns", column, "must be %s to be %s".formatted(kind.types(), EnumNames.nameOf(kind)));
    }
  }

  private static String mustBeDeclared(TableSchema schema) {
    return "must be a declared column: " + String.join(", ", schema.names());
  }
}
