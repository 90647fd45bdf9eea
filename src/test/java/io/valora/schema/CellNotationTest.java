package io.valora.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.schema.ParsedCell.Problem;
import io.valora.schema.ParsedCell.Typed;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Missing markers, dropped rows, punctuation of numbers, and names in times. */
class CellNotationTest {
  private static final ColumnSpec DOUBLE = ColumnSpec.of("a", ColumnType.DOUBLE);
  private static final ColumnSpec STRING = ColumnSpec.of("a", ColumnType.STRING);

  @Test
  void markersOfMissingValuesAreFoundByTextAndByNumber() {
    CellDialect dialect = CellDialect.PLAIN.withMissing(List.of("NA", "?", "\\N", "-999"));
    CellParser optional = new CellParser(DOUBLE.optional().withDialect(dialect));
    for (String cell : List.of("NA", " ? ", "\\N", "-999", "-999.0", "-9.99e2", "")) {
      assertThat(optional.parse(cell)).isEqualTo(new Typed(null));
    }
    assertThat(optional.parse("na")).isInstanceOf(Problem.class);
    assertThat(optional.parse("999")).isEqualTo(new Typed(999.0));
    assertThat(new CellParser(DOUBLE.withDialect(dialect)).parse("NA"))
        .isEqualTo(new Problem("is missing", ""));
    ColumnSpec lower = STRING.optional().withNormalizers(List.of(Normalizer.LOWER_CASE));
    assertThat(new CellParser(lower.withDialect(dialect)).parse("Na")).isEqualTo(new Typed(null));
    assertThat(new CellParser(STRING.withDialect(dialect)).parse("-999.0"))
        .isEqualTo(new Typed("-999.0"));
  }

  @Test
  void droppedRowsAreFoundByTextAndByNumberBeforeBoundsAreHeld() {
    ColumnSpec stars =
        DOUBLE
            .withBounds(new Bounds(1, 10))
            .withDialect(CellDialect.PLAIN.withDropped(List.of("0", "")));
    CellParser parser = new CellParser(stars);
    assertThat(parser.mayDrop()).isTrue();
    for (String cell : List.of("0", " 0.0", "-0", "0e5", "", "  ")) {
      assertThat(parser.drops(cell)).as(cell).isTrue();
    }
    assertThat(parser.drops(null)).isTrue();
    assertThat(parser.drops("10")).isFalse();
    assertThat(parser.drops("zero")).isFalse();
    assertThat(parser.parse("0"))
        .isEqualTo(new Problem("must not be one of the texts whose rows are dropped", "'0'"));
    assertThat(new CellParser(DOUBLE).mayDrop()).isFalse();
    ColumnSpec label =
        ColumnSpec.of("label", ColumnType.INT)
            .withValues(Map.of("1", "0", "5", "1"))
            .withDialect(CellDialect.PLAIN.withDropped(List.of("3")));
    assertThat(new CellParser(label).drops("3")).isTrue();
    assertThat(new CellParser(label).parse("5")).isEqualTo(new Typed(1));
  }

  @Test
  void aMissingMarkerMayBeDropped() {
    CellDialect dialect = new CellDialect(List.of("NA"), List.of(""), NumberStyle.PLAIN);
    assertThat(new CellParser(DOUBLE.withDialect(dialect)).drops("NA")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~,~ | .   | 1.234.567,5 | 1234567.5",
        "~,~ | .   | -1.234      | -1234",
        "~,~ | .   | 12,5e3      | 12500",
        "~,~ | .   | 1234,5      | 1234.5",
        "~,~ | _   | 1_234,5     | 1234.5",
        ".   | ~,~ | +1,234.5    | 1234.5",
        ".   | '   | 1\u2019234.5| 1234.5",
        "~,~ | ~ ~ | 1\u202f234,5| 1234.5",
        "~,~ | ~ ~ | 1\u00a0234  | 1234",
        "~,~ |     | 0,25        | 0.25"
      })
  void numbersAreReadInTheirPunctuation(
      String decimal, String thousands, String cell, double value) {
    assertThat(parsed(decimal, thousands, cell)).isEqualTo(new Typed(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~,~ | .   | 1.5       | 1.234,5",
        "~,~ | .   | 12.34     | 1.234,5",
        "~,~ | .   | 1.234.56  | 1.234,5",
        "~,~ | .   | 1,5,5     | 1.234,5",
        "~,~ | .   | 1,234.5   | 1.234,5",
        "~,~ |     | 1.5       | 1234,5",
        ".   | ~,~ | 1,5       | 1,234.5",
        ".   | ~,~ | 1,,234    | 1,234.5",
        "~,~ | .   | many      | 1.234,5",
        "~,~ | .   | .234      | 1.234,5"
      })
  void numbersOfAnotherPunctuationAreRefused(
      String decimal, String thousands, String cell, String example) {
    assertThat(parsed(decimal, thousands, cell))
        .isEqualTo(new Problem("must be a number like " + example, "'" + cell + "'"));
  }

  @Test
  void numbersThatALocaleWritesAreReadBack() {
    Random random = new Random(3);
    for (Locale locale : List.of(Locale.GERMANY, Locale.US, Locale.FRANCE)) {
      DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
      DecimalFormat format = new DecimalFormat("#,##0.###", symbols);
      NumberStyle style =
          new NumberStyle(symbols.getDecimalSeparator(), symbols.getGroupingSeparator());
      CellParser parser = new CellParser(DOUBLE.withDialect(CellDialect.PLAIN.withNumbers(style)));
      for (int i = 0; i < 1_000; i++) {
        BigDecimal value = BigDecimal.valueOf(random.nextInt(), random.nextInt(4));
        assertThat(parser.parse(format.format(value)))
            .as(format.format(value))
            .isEqualTo(new Typed(value.doubleValue() + 0.0));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "es    | d/M/yyyy h:mm a        | 5/9/2024 3:05 p.\u00a0m.  | 2024-09-05T15:05:00Z",
        "es    | d/M/yyyy h:mm a        | 5/9/2024 3:05 a. m.       | 2024-09-05T03:05:00Z",
        "es    | d/M/yyyy h:mm a        | 5/9/2024 3:05 PM          | 2024-09-05T15:05:00Z",
        "es    | d/M/yyyy h:mm a        | 5/9/2024 3:05 p.m.        | 2024-09-05T15:05:00Z",
        "es    | d MMM yyyy             | 5 sep 2024                | 2024-09-05T00:00:00Z",
        "es    | d MMM yyyy             | 5 Sept. 2024              | 2024-09-05T00:00:00Z",
        "es    | d MMM yyyy             | 5 set 2024                | 2024-09-05T00:00:00Z",
        "es    | d 'de' MMMM 'de' yyyy  | 5 de setiembre de 2024    | 2024-09-05T00:00:00Z",
        "es    | dd-MMM-yy              | 05-ene-24                 | 2024-01-05T00:00:00Z",
        "es    | d 'de' MMMM 'de' yyyy  | 5 de enero de 2024        | 2024-01-05T00:00:00Z",
        "es-MX | d/MMM/yyyy             | 5/dic/2024                | 2024-12-05T00:00:00Z",
        "de    | d. MMMM yyyy           | 5. März 2024              | 2024-03-05T00:00:00Z",
        "de    | d. MMM yyyy            | 5. Mär. 2024              | 2024-03-05T00:00:00Z",
        "fr    | EEEE d MMMM yyyy       | mardi 5 mars 2024         | 2024-03-05T00:00:00Z",
        "fr    | EEEE d MMMM yyyy       | lundi 5 mars 2024         |",
        "en    | M/d/yyyy, h:mm a       | 9/5/2024, 3:05\u202fPM    | 2024-09-05T15:05:00Z",
        "en    | M/d/yyyy h:mm a        | 9/5/2024 3:05 p.m.        | 2024-09-05T15:05:00Z",
        "en    | yyyy                   | 1995                      | 1995-01-01T00:00:00Z",
        "en    | yyyy-MM                | 1995-07                   | 1995-07-01T00:00:00Z",
        "en    | yyyy                   | 95                        |",
        "en    | d MMM yyyy             | 5 ene 2024                |"
      })
  void namesInTimesAreThoseOfTheLocale(
      String locale, String pattern, String cell, String expected) {
    ColumnSpec column = ColumnSpec.ofTimes("a", new TimePattern(pattern, "UTC", locale));
    ParsedCell parsed = new CellParser(column).parse(cell);
    if (expected == null) {
      assertThat(parsed).isEqualTo(new Problem("must be a time like " + pattern, "'" + cell + "'"));
    } else {
      assertThat(parsed).isEqualTo(new Typed(Instant.parse(expected)));
    }
  }

  @Test
  void epochMillisecondsAreTimes() {
    CellParser parser = new CellParser(ColumnSpec.of("a", ColumnType.EPOCH_MILLISECONDS));
    assertThat(parser.parse("1700000000123"))
        .isEqualTo(new Typed(Instant.ofEpochMilli(1_700_000_000_123L)));
    assertThat(parser.parse("1.5"))
        .isEqualTo(new Problem("must be whole milliseconds since 1970", "'1.5'"));
    assertThat(parser.parse("1e18"))
        .isEqualTo(
            new Problem("must be milliseconds since 1970 of a time from 1900 to 9999", "'1e18'"));
  }

  private static ParsedCell parsed(String decimal, String thousands, String cell) {
    char between = thousands == null ? NumberStyle.NONE : thousands.charAt(0);
    NumberStyle style = new NumberStyle(decimal.charAt(0), between);
    return new CellParser(DOUBLE.withDialect(CellDialect.PLAIN.withNumbers(style))).parse(cell);
  }
}
