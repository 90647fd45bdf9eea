package io.valora.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.schema.ParsedCell.Problem;
import io.valora.schema.ParsedCell.Typed;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueParserTest {
  private static final ColumnSpec TIME =
      ColumnSpec.ofTimes("at", new TimePattern("yyyy", "Europe/Madrid"));

  @Test
  void idsKeepEveryDigitAndWholeNumbersHaveNoPoint() {
    assertTyped(of(ColumnType.STRING), 9_007_199_254_740_993L, "9007199254740993");
    assertTyped(of(ColumnType.STRING), 12.0, "12");
    assertTyped(of(ColumnType.STRING), 0.1f, "0.1");
    assertTyped(of(ColumnType.STRING), new BigDecimal("1E+3"), "1000");
    assertTyped(of(ColumnType.STRING), new BigDecimal("12.3400"), "12.3400");
    assertTyped(of(ColumnType.STRING), true, "true");
    assertTyped(of(ColumnType.STRING), LocalDate.of(2026, 1, 2), "2026-01-02");
    assertTyped(of(ColumnType.STRING), Instant.EPOCH, "1970-01-01T00:00:00Z");
    assertTyped(of(ColumnType.STRING), " u1 ", "u1");
  }

  @Test
  void numbersAreTakenAsTheyAreOrRefusedLikeTexts() {
    assertTyped(of(ColumnType.LONG), 9_007_199_254_740_993L, 9_007_199_254_740_993L);
    assertTyped(of(ColumnType.INT), (short) 7, 7);
    assertTyped(of(ColumnType.INT), 7.0, 7);
    assertTyped(of(ColumnType.DOUBLE), -0.0, 0.0);
    assertTyped(of(ColumnType.DOUBLE), 0.1f, 0.1);
    assertTyped(of(ColumnType.DOUBLE), 3, 3.0);
    assertTyped(of(ColumnType.FLOAT), 0.1f, 0.1f);
    assertTyped(of(ColumnType.DOUBLE), new BigDecimal("0.30"), 0.3);
    assertProblem(of(ColumnType.INT), 1L << 40, "must be a whole number that fits 32 bits");
    assertProblem(of(ColumnType.INT), 1.5, "must be a whole number");
    assertProblem(of(ColumnType.DOUBLE), Double.NaN, "must be a number");
    assertProblem(of(ColumnType.FLOAT), Float.POSITIVE_INFINITY, "must be a number");
    ColumnSpec stars = of(ColumnType.DOUBLE).withBounds(new Bounds(1, 5));
    assertProblem(stars, 7.0, "must be at most 5.0");
    assertTyped(stars, 5, 5.0);
  }

  @Test
  void timesAreExactWhateverThePattern() {
    Instant micros = Instant.parse("2026-01-31T23:59:59.123456Z");
    assertTyped(TIME, micros, micros);
    assertTyped(TIME, LocalDateTime.of(2026, 7, 1, 12, 0), Instant.parse("2026-07-01T10:00:00Z"));
    assertTyped(TIME, LocalDate.of(2026, 1, 1), Instant.parse("2025-12-31T23:00:00Z"));
    assertTyped(TIME, "2026", Instant.parse("2025-12-31T23:00:00Z"));
    assertProblem(
        TIME,
        LocalDateTime.of(2026, 3, 29, 2, 30),
        "must be a time that the clocks of Europe/Madrid don't skip");
    assertProblem(TIME, Instant.parse("1800-01-01T00:00:00Z"), "must be a time from 1900 to 9999");
    Instant whole = Instant.ofEpochSecond(1_700_000_000);
    assertTyped(of(ColumnType.EPOCH_SECONDS), whole, whole);
    assertTyped(of(ColumnType.EPOCH_MILLISECONDS), whole.plusMillis(5), whole.plusMillis(5));
    assertProblem(
        of(ColumnType.EPOCH_SECONDS), whole.plusMillis(5), "must be whole seconds since 1970");
  }

  @Test
  void valuesMarkersAndDroppedRowsGoByTheText() {
    ColumnSpec label = of(ColumnType.INT).withValues(Map.of("true", "1", "false", "0"));
    assertTyped(label, true, 1);
    assertProblem(label, 2, "must be one of false, true");
    CellDialect dialect =
        CellDialect.PLAIN
            .withMissing(List.of("-1", "9999-12-31T00:00:00Z"))
            .withDropped(List.of("0"));
    ColumnSpec rating = of(ColumnType.DOUBLE).optional().withDialect(dialect);
    assertTyped(rating, -1.0, null);
    assertTyped(rating, null, null);
    assertThat(new ValueParser(rating).mayDrop()).isTrue();
    assertThat(new ValueParser(rating).drops(0L)).isTrue();
    assertThat(new ValueParser(rating).drops(1L)).isFalse();
    ColumnSpec until = TIME.optional().withDialect(dialect);
    assertTyped(until, Instant.parse("9999-12-31T00:00:00Z"), null);
    assertTyped(until, Instant.EPOCH, Instant.EPOCH);
  }

  private static ColumnSpec of(ColumnType type) {
    return ColumnSpec.of("c", type);
  }

  private static void assertTyped(ColumnSpec column, Object value, Object typed) {
    assertThat(new ValueParser(column).parse(value)).isEqualTo(new Typed(typed));
  }

  private static void assertProblem(ColumnSpec column, Object value, String rule) {
    assertThat(new ValueParser(column).parse(value))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.rule()).isEqualTo(rule));
  }
}
