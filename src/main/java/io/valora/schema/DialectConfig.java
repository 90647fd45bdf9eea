package io.valora.schema;

import io.valora.config.ConfigSection;
import java.util.List;
import java.util.Optional;

/** Reads the keys about the notation of cells, noting problems in the section. */
public final class DialectConfig {
  private static final String MISSING = "missing";

  /** What YAML makes of {@code "\N"}, a line break that no marker is. */
  private static final String NEXT_LINE = "\u0085";

  private static final String DATABASE_NULL = "\\N";

  private final ConfigSection section;

  DialectConfig(ConfigSection section) {
    this.section = section;
  }

  /** Texts that stand for missing cells. */
  public static List<String> missing(ConfigSection section) {
    return section.texts(MISSING, List.of()).stream()
        .map(text -> text.equals(NEXT_LINE) ? DATABASE_NULL : text)
        .toList();
  }

  /**
   * The notation of a column's cells.
   *
   * @param missing texts of missing cells, where the section doesn't say
   */
  CellDialect read(ColumnType type, List<String> missing) {
    List<String> markers = section.optionalTexts(MISSING).isPresent() ? missing(section) : missing;
    return CellDialect.PLAIN.withMissing(markers).withNumbers(numbers(type));
  }

  private NumberStyle numbers(ColumnType type) {
    Optional<String> decimal = section.optionalText("decimal");
    Optional<String> thousands = section.optionalText("thousands");
    if (!type.isNumber()) {
      String must = "must be left out: the column is not a number";
      decimal.ifPresent(given -> section.invalid("decimal", given, must));
      thousands.ifPresent(given -> section.invalid("thousands", given, must));
      return NumberStyle.PLAIN;
    }
    char point = mark("decimal", decimal, NumberStyle.PLAIN.decimal());
    char between = mark("thousands", thousands, NumberStyle.NONE);
    if (point == between) {
      section.invalid("thousands", between, "must differ from decimal, which is " + point);
      return NumberStyle.PLAIN;
    }
    return new NumberStyle(point, between);
  }

  private char mark(String key, Optional<String> given, char usual) {
    if (given.isEmpty()) {
      return usual;
    }
    String text = given.get();
    if (text.length() == 1 && NumberStyle.isMark(text.charAt(0))) {
      return text.charAt(0);
    }
    section.invalid(key, text, "must be one character that is no letter, digit or sign");
    return usual;
  }
}
