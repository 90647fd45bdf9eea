package io.valora.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CellWriterTest {
  private static final ColumnSpec DAY =
      ColumnSpec.ofTimes("day", new TimePattern("d.M.yyyy", "Europe/Madrid"));
  private static final ColumnSpec MOMENT =
      ColumnSpec.ofTimes("moment", new TimePattern("yyyy-MM-dd'T'HH:mm:ssXXX", "UTC"));
  private static final ColumnSpec YES =
      ColumnSpec.of("answer", ColumnType.INT)
          .withNormalizers(List.of(Normalizer.TRIM, Normalizer.LOWER_CASE))
          .withValues(Map.of("yes", "1", "no", "0"));

  @ParameterizedTest
  @MethodSource("written")
  void aValueIsWrittenAsItWouldBeRead(ColumnSpec column, Object value, String text) {
    assertThat(new CellWriter(column).text(value)).contains(text);
  }

  static Stream<Arguments> written() {
    return Stream.of(
        Arguments.of(ColumnSpec.of("id", ColumnType.STRING), "U 1", "U 1"),
        Arguments.of(ColumnSpec.of("n", ColumnType.INT), -7, "-7"),
        Arguments.of(ColumnSpec.of("n", ColumnType.LONG), 1L << 60, "1152921504606846976"),
        Arguments.of(ColumnSpec.of("x", ColumnType.FLOAT), 0.1f, "0.1"),
        Arguments.of(ColumnSpec.of("x", ColumnType.DOUBLE), 1e-300, "1.0E-300"),
        Arguments.of(YES, 1, "yes"),
        Arguments.of(DAY, Instant.parse("2024-05-31T22:00:00Z"), "1.6.2024"),
        Arguments.of(MOMENT, Instant.parse("1969-12-31T23:59:58Z"), "1969-12-31T23:59:58Z"),
        Arguments.of(
            ColumnSpec.of("at", ColumnType.EPOCH_SECONDS), Instant.ofEpochSecond(12), "12"),
        Arguments.of(
            ColumnSpec.of("at", ColumnType.EPOCH_MILLISECONDS), Instant.ofEpochMilli(1234), "1234"),
        Arguments.of(
            ColumnSpec.of("x", ColumnType.DOUBLE)
                .withDialect(CellDialect.PLAIN.withNumbers(new NumberStyle(',', '.'))),
            1234.5,
            "1234,5"),
        Arguments.of(
            ColumnSpec.ofTimes("at", new TimePattern("d MMM yyyy h:mm a", "UTC", "es")),
            Instant.parse("2024-09-05T15:05:00Z"),
            "5 sept 2024 3:05 p.\u00a0m."));
  }

  @Test
  void aValueThatNoTextIsReadAsHasNone() {
    ColumnSpec bounded = ColumnSpec.of("n", ColumnType.INT).withBounds(new Bounds(0, 9));
    assertThat(new CellWriter(bounded).text(10)).isEmpty();
    assertThat(new CellWriter(YES).text(2)).isEmpty();
    assertThat(new CellWriter(DAY).text(Instant.parse("2024-05-31T12:00:00Z"))).isEmpty();
  }
}
