package io.valora.features.table;

import io.valora.base.EnumNames;
import io.valora.config.ConfigSection;
import io.valora.features.MultiValues;
import io.valora.schema.ColumnSpec;
import java.util.List;

/**
 * One column that the network reads.
 *
 * @param column as the table declares it
 * @param impute what stands in for a missing value
 * @param scale always {@link Scaling#NONE} for categories
 * @param separator between the values of a cell; empty where a cell has one
 * @param parts parts of the date that become numbers too; for timestamps only
 */
public record FeatureColumn(
    ColumnSpec column,
    FeatureKind kind,
    String separator,
    Imputation impute,
    Scaling scale,
    List<TimePart> parts) {
  private static final List<Imputation> OF_CATEGORIES =
      List.of(Imputation.MOST_FREQUENT, Imputation.ZERO);

  public FeatureColumn {
    parts = List.copyOf(parts);
  }

  /** The feature of a column that the job file says nothing about. */
  static FeatureColumn of(ColumnSpec column) {
    FeatureKind kind = FeatureKind.of(column.type());
    return new FeatureColumn(column, kind, "", imputationOf(kind), scalingOf(kind), List.of());
  }

  /** Reads one entry of {@code columns}, noting problems in it. */
  static FeatureColumn from(ConfigSection section, ColumnSpec column) {
    FeatureKind chosen = section.choice("kind", FeatureKind.class, FeatureKind.of(column.type()));
    String separator = chosen == FeatureKind.MULTI ? MultiValues.separator(section) : "";
    FeatureKind kind = fitting(section, column, chosen);
    return new FeatureColumn(
        column,
        kind,
        kind == FeatureKind.MULTI ? separator : "",
        impute(section, kind),
        scale(section, kind),
        parts(section, kind));
  }

  /** Reads an entry whose column isn't declared: each key by itself. */
  static void readUndeclared(ConfigSection section) {
    if (section.choice("kind", FeatureKind.class, FeatureKind.NUMERIC) == FeatureKind.MULTI) {
      MultiValues.separator(section);
    }
    section.choice("impute", Imputation.class, Imputation.MEAN);
    section.choice("scale", Scaling.class, Scaling.STANDARD);
    section.choices("parts", TimePart.class, List.of());
  }

  public String name() {
    return column.name();
  }

  private static FeatureKind fitting(ConfigSection section, ColumnSpec column, FeatureKind kind) {
    FeatureKind usual = FeatureKind.of(column.type());
    if (kind.takes(column.type())) {
      return kind;
    }
    section.invalid(
        "kind",
        EnumNames.nameOf(kind),
        "must be %s: the column is declared as %s"
            .formatted(EnumNames.nameOf(usual), EnumNames.nameOf(column.type())));
    return usual;
  }

  private static Imputation impute(ConfigSection section, FeatureKind kind) {
    Imputation impute = section.choice("impute", Imputation.class, imputationOf(kind));
    if (kind == FeatureKind.MULTI && impute != Imputation.ZERO) {
      section.invalid(
          "impute", EnumNames.nameOf(impute), "must be zero for cells of several values");
      return Imputation.ZERO;
    }
    if (kind == FeatureKind.CATEGORICAL && !OF_CATEGORIES.contains(impute)) {
      section.invalid(
          "impute", EnumNames.nameOf(impute), "must be most-frequent or zero for categories");
      return Imputation.MOST_FREQUENT;
    }
    return impute;
  }

  private static Scaling scale(ConfigSection section, FeatureKind kind) {
    Scaling scale = section.choice("scale", Scaling.class, scalingOf(kind));
    if (kind.isOfFlags() && scale != Scaling.NONE) {
      section.invalid("scale", EnumNames.nameOf(scale), "must be none for categories");
      return Scaling.NONE;
    }
    return scale;
  }

  private static List<TimePart> parts(ConfigSection section, FeatureKind kind) {
    List<TimePart> parts = section.choices("parts", TimePart.class, List.of());
    if (kind != FeatureKind.TIMESTAMP && !parts.isEmpty()) {
      List<String> names = parts.stream().map(EnumNames::nameOf).toList();
      section.invalid("parts", names, "must be left out: the column is not a timestamp");
      return List.of();
    }
    return parts;
  }

  private static Imputation imputationOf(FeatureKind kind) {
    return switch (kind) {
      case CATEGORICAL -> Imputation.MOST_FREQUENT;
      case MULTI -> Imputation.ZERO;
      case NUMERIC, TIMESTAMP -> Imputation.MEAN;
    };
  }

  private static Scaling scalingOf(FeatureKind kind) {
    return kind.isOfFlags() ? Scaling.NONE : Scaling.STANDARD;
  }
}
