package io.valora.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.schema.ParsedCell.Problem;
import io.valora.schema.ParsedCell.Typed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellParserTest {
  private static final ColumnSpec INT = ColumnSpec.of("a", ColumnType.INT);
  private static final ColumnSpec LONG = ColumnSpec.of("a", ColumnType.LONG);
  private static final ColumnSpec FLOAT = ColumnSpec.of("a", ColumnType.FLOAT);
  private static final ColumnSpec DOUBLE = ColumnSpec.of("a", ColumnType.DOUBLE);
  private static final ColumnSpec STRING = ColumnSpec.of("a", ColumnType.STRING);
  private static final ColumnSpec SECONDS = ColumnSpec.of("a", ColumnType.EPOCH_SECONDS);
  private static final ColumnSpec TIME =
      ColumnSpec.ofTimes("a", new TimePattern("M/d/yyyy H:mm", "UTC"));

  @Test
  void wholeNumbersLoseNothing() {
    assertValue(INT, " 12 ", 12);
    assertValue(INT, "-2147483648", Integer.MIN_VALUE);
    assertValue(INT, "5.0", 5);
    assertValue(INT, "1e3", 1000);
    assertValue(INT, "0e999999999", 0);
    assertValue(LONG, "+9223372036854775807", Long.MAX_VALUE);
    assertProblem(INT, "1.23", "must be a whole number, not '1.23'");
    assertProblem(INT, "1e-999999999", "must be a whole number, not '1e-999999999'");
    assertProblem(INT, "12a", "must be a whole number, not '12a'");
    assertProblem(INT, "1e", "must be a whole number, not '1e'");
    assertProblem(INT, "2147483648", "must be a whole number that fits 32 bits, not '2147483648'");
    assertProblem(
        LONG,
        "9223372036854775808",
        "must be a whole number that fits 64 bits, not '9223372036854775808'");
    assertProblem(
        LONG, "1e999999999", "must be a whole number that fits 64 bits, not '1e999999999'");
  }

  @Test
  void decimalsAreFiniteAndOnlyZeroIsZero() {
    assertValue(DOUBLE, "-1.5e2", -150.0);
    assertValue(DOUBLE, ".5", 0.5);
    assertValue(DOUBLE, "-0.0", 0.0);
    assertValue(FLOAT, "0.1", 0.1f);
    for (String text :
        List.of("NaN", "Infinity", "-Infinity", "0x1p3", "1d", "1f", "3,5", ".", "+")) {
      assertProblem(DOUBLE, text, "must be a number, not '" + text + "'");
      assertProblem(FLOAT, text, "must be a number, not '" + text + "'");
    }
    assertProblem(DOUBLE, "1e999", "must be a number that fits 64-bit floating point, not '1e999'");
    assertProblem(
        DOUBLE, "1e-999", "must be a number that fits 64-bit floating point, not '1e-999'");
    assertProblem(FLOAT, "1e39", "must be a number that fits 32-bit floating point, not '1e39'");
    assertProblem(FLOAT, "1e-60", "must be a number that fits 32-bit floating point, not '1e-60'");
  }

  @Test
  void boundsIncludeTheirEnds() {
    ColumnSpec stars = DOUBLE.withBounds(new Bounds(1, 5));
    assertValue(stars, "1", 1.0);
    assertValue(stars, "5", 5.0);
    assertProblem(stars, "7", "must be at most 5.0, not 7");
    assertProblem(stars, "0.9", "must be at least 1.0, not 0.9");
    assertProblem(INT.withBounds(new Bounds(1, 5)), "0", "must be at least 1.0, not 0");
  }

  @Test
  void missingCellsAreProblemsUnlessOptional() {
    for (ColumnSpec column : List.of(INT, STRING, TIME, SECONDS)) {
      assertProblem(column, null, "is missing");
      assertProblem(column, "  ", "is missing");
      assertValue(column.optional(), "", null);
    }
  }

  @Test
  void textsStandForTheirValues() {
    ColumnSpec label = INT.withValues(Map.of("pos", "1", "neg", "0"));
    assertValue(label, " pos ", 1);
    assertValue(label, "neg", 0);
    assertProblem(label, "1", "must be one of neg, pos, not '1'");
    assertProblem(label, "POS", "must be one of neg, pos, not 'POS'");
    assertProblem(label, "", "is missing");
    assertValue(label.optional(), "", null);
  }

  @Test
  void normalizersChangeTheTextInOrder() {
    assertValue(STRING, "\u00a0 a  b ", "a  b");
    assertValue(
        STRING.withNormalizers(List.of(Normalizer.COLLAPSE_SPACES, Normalizer.TRIM)),
        " \u00a0Cena\t para  dos ",
        "Cena para dos");
    assertValue(STRING.withNormalizers(List.of(Normalizer.UPPER_CASE)), " ñi ", " ÑI ");
    assertValue(STRING.withNormalizers(List.of(Normalizer.LOWER_CASE)), "ÑI", "ñi");
    assertValue(STRING.withNormalizers(List.of()), " ", " ");
  }

  @Test
  void timesAreStrict() {
    assertValue(TIME, "1/31/2021 9:05", Instant.parse("2021-01-31T09:05:00Z"));
    for (String text :
        List.of("13/45/2021 9:00", "2/29/2021 9:00", "1/31/2021", "1/1/2021 24:00")) {
      assertProblem(TIME, text, "must be a time like M/d/yyyy H:mm, not '" + text + "'");
    }
    assertProblem(TIME, "1/1/1899 9:00", "must be a time from 1900 to 9999, not '1/1/1899 9:00'");
  }

  @Test
  void timesMayHaveNoHourOrAZoneOfTheirOwn() {
    assertValue(times("yyyy-MM-dd", "UTC"), "2020-02-29", Instant.parse("2020-02-29T00:00:00Z"));
    assertValue(
        times("yyyy-MM-dd HH:mm", "Europe/Madrid"),
        "2021-07-01 12:00",
        Instant.parse("2021-07-01T10:00:00Z"));
    assertValue(
        times("yyyy-MM-dd'T'HH:mm:ssXXX", "UTC"),
        "2021-07-01T12:00:00+05:00",
        Instant.parse("2021-07-01T07:00:00Z"));
    assertValue(
        times("d MMM yyyy h:mm a", "UTC"),
        "3 mar 2021 1:15 pm",
        Instant.parse("2021-03-03T13:15:00Z"));
    assertProblem(
        times("yyyy-MM-dd HH:mm", "Europe/Madrid"),
        "2021-03-28 02:30",
        "must be a time that the clocks of Europe/Madrid don't skip, not '2021-03-28 02:30'");
    assertValue(
        times("yyyy-MM-dd HH:mm", "Europe/Madrid"),
        "2021-10-31 02:30",
        Instant.parse("2021-10-31T00:30:00Z"));
  }

  @Test
  void epochSecondsAreTimes() {
    assertValue(SECONDS, "881250949", Instant.ofEpochSecond(881250949));
    assertProblem(SECONDS, "soon", "must be whole seconds since 1970, not 'soon'");
    assertProblem(SECONDS, "1.5", "must be whole seconds since 1970, not '1.5'");
    for (String text : List.of("881250949000", "1e30", "-99999999999")) {
      assertProblem(
          SECONDS,
          text,
          "must be seconds since 1970 of a time from 1900 to 9999, not '" + text + "'");
    }
  }

  private static ColumnSpec times(String pattern, String zone) {
    return ColumnSpec.ofTimes("a", new TimePattern(pattern, zone));
  }

  private static void assertValue(ColumnSpec column, String cell, Object value) {
    assertThat(new CellParser(column).parse(cell)).isEqualTo(new Typed(value));
  }

  private static void assertProblem(ColumnSpec column, String cell, String sentence) {
    assertThat(new CellParser(column).parse(cell))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.sentence()).isEqualTo(sentence));
  }
}
