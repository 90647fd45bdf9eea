package io.valora.schema;

import io.valora.config.ConfigSection;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Reads one entry of a list of columns, noting problems in the section. */
final class ColumnConfig {
  private static final String DEFAULT_NAME = "unnamed";

  private static final List<String> FILE_PROPERTIES = List.of("class", "file", "text");

  private final ConfigSection section;
  private final Addressing addressing;

  ColumnConfig(ConfigSection section, Addressing addressing) {
    this.section = section;
    this.addressing = addressing;
  }

  /**
   * The column.
   *
   * @param missing texts of missing cells, where the column doesn't say
   */
  ColumnSpec read(List<String> missing) {
    ColumnSpec column = read();
    CellDialect dialect = new DialectConfig(section).read(column.type(), missing);
    ColumnSpec written = column.withDialect(dialect);
    return written.withValues(values(written));
  }

  /** The column but for its cells; harmless stand-ins for whatever a problem was noted about. */
  private ColumnSpec read() {
    String given = section.requiredText("name");
    String source = source(given.isEmpty() ? DEFAULT_NAME : given);
    String name = name(given, source);
    ColumnType type = section.choice("type", ColumnType.class, ColumnType.STRING);
    Optional<TimePattern> times = times(type);
    boolean stoodIn = type == ColumnType.TIMESTAMP && times.isEmpty();
    return new ColumnSpec(
        name,
        source,
        position(),
        stoodIn ? ColumnType.EPOCH_SECONDS : type,
        section.flag("required", true),
        bounds(type),
        times.orElse(null),
        normalizers());
  }

  /** The given name, or the plain one that stands for a name as files have it. */
  private String name(String name, String source) {
    Optional<String> problem = ColumnSpec.nameProblem(name);
    Optional<String> plain = source.equals(name) ? plain(name) : Optional.empty();
    if (section.has("name") && problem.isPresent() && plain.isEmpty()) {
      section.invalid("name", name, problem.get());
    }
    return problem.isEmpty() ? name : plain.orElse(DEFAULT_NAME);
  }

  /**
   * A name of ours for one as files have it, such as {@code fixed_acidity} for {@code fixed
   * acidity}; empty where there is none.
   */
  private static Optional<String> plain(String name) {
    String plain =
        Normalizer.UNICODE
            .apply(name)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "_")
            .replaceAll("^[^a-z]+|_+$", "");
    return ColumnSpec.nameProblem(plain).isEmpty() ? Optional.of(plain) : Optional.empty();
  }

  private String source(String name) {
    String source = section.text("source", name);
    if (addressing == Addressing.FILE && !FILE_PROPERTIES.contains(source)) {
      section.invalid("source", source, "must be class, file or text");
    }
    return source;
  }

  private int position() {
    int position = section.optionalInteger("position", 1, Integer.MAX_VALUE).orElse(0);
    if (addressing == Addressing.POSITION && !section.has("position")) {
      section.invalid("position", "none", "must be given when the files have no header");
    }
    if (addressing != Addressing.POSITION && section.has("position")) {
      section.invalid("position", position, "must be left out: columns are found by their source");
      return 0;
    }
    return position;
  }

  private Bounds bounds(ColumnType type) {
    double min = bound("min", type, Double.NEGATIVE_INFINITY);
    double max = bound("max", type, Double.POSITIVE_INFINITY);
    if (min > max) {
      section.invalid("min", min, "must be at most max, which is %s".formatted(max));
      return Bounds.NONE;
    }
    return new Bounds(min, max);
  }

  private double bound(String key, ColumnType type, double open) {
    OptionalDouble bound = section.optionalNumber(key);
    if (bound.isPresent() && !type.isNumber()) {
      section.invalid(key, bound.getAsDouble(), "must be left out: the column is not a number");
      return open;
    }
    return bound.orElse(open);
  }

  private Optional<TimePattern> times(ColumnType type) {
    Optional<String> pattern = section.optionalText("pattern");
    Optional<String> zone = section.optionalText("zone");
    Optional<String> locale = section.optionalText("locale");
    if (type != ColumnType.TIMESTAMP) {
      String must = "must be left out: the column is not a timestamp";
      pattern.ifPresent(given -> section.invalid("pattern", given, must));
      zone.ifPresent(given -> section.invalid("zone", given, must));
      locale.ifPresent(given -> section.invalid("locale", given, must));
      return Optional.empty();
    }
    if (pattern.isEmpty() && addressing == Addressing.FIELD) {
      return timesOf(TimePattern.ISO, section.text("zone", "UTC"), TimePattern.ENGLISH);
    }
    if (pattern.isEmpty()) {
      section.invalid("pattern", "none", "must be given for a timestamp, such as M/d/yyyy H:mm");
      return Optional.empty();
    }
    String at = section.text("zone", "UTC");
    return timesOf(pattern.get(), at, locale.orElse(TimePattern.ENGLISH));
  }

  private Optional<TimePattern> timesOf(String pattern, String zone, String locale) {
    if (!holds(() -> ZoneId.of(zone))) {
      section.invalid("zone", zone, "must be a time zone such as UTC or Europe/Madrid");
      return Optional.empty();
    }
    if (TimePattern.known(locale).isEmpty()) {
      section.invalid("locale", locale, "must be a language such as es, or a locale such as de-AT");
      return Optional.empty();
    }
    if (!holds(() -> new TimePattern(pattern, zone, locale))) {
      section.invalid(
          "pattern",
          pattern,
          "must tell the year, and month, day and hour without doubt, such as M/d/yyyy H:mm,"
              + " yyyy-MM-dd or yyyy");
      return Optional.empty();
    }
    return Optional.of(new TimePattern(pattern, zone, locale));
  }

  /** Every value must itself be one that the column may have. */
  private Map<String, String> values(ColumnSpec column) {
    Map<String, String> values = section.textsByKey("values");
    CellParser parser = new CellParser(column);
    values.forEach(
        (key, value) -> {
          if (parser.parse(value) instanceof ParsedCell.Problem problem) {
            section.invalid("values." + key, value, problem.rule());
          }
        });
    return values;
  }

  private static boolean holds(Supplier<?> made) {
    try {
      return made.get() != null;
    } catch (IllegalArgumentException | DateTimeException e) {
      return false;
    }
  }

  private List<Normalizer> normalizers() {
    return section.choices(
        "normalizers", "normalisers", Normalizer.class, List.of(Normalizer.TRIM));
  }
}
