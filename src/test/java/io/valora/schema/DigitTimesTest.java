package io.valora.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts read by digits alone, beside the formatter of the same pattern. */
class DigitTimesTest {
  private static final int TEXTS = 3000;
  private static final String CHARACTERS = "0123456789-/:. +T";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "M/d/yyyy H:mm",
        "dd.MM.yyyy HH:mm:ss",
        "yyyyMMdd",
        "yyyyMMddHHmmss",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM",
        "yyyy",
        "H:m d-M-yyyy",
        "yyyy/MM/dd  HH"
      })
  void readsWhatTheFormatterReads(String pattern) {
    TimePattern.Reader both = new TimePattern(pattern, "Europe/Madrid").reader();
    TimePattern.Reader formatter =
        new TimePattern.Reader(Optional.empty(), both.reading(), both.writing(), both.zone());
    Random random = new Random(7);
    for (int i = 0; i < TEXTS; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(-60_000_000_000L, 250_000_000_000L));
      String text = formatter.write(time);
      if (text.length() == formatter.write(Instant.EPOCH).length()) {
        assertThat(both.digits().orElseThrow().read(text)).as(text).isNotNull();
      }
      assertThat(read(both, text)).as(text).isEqualTo(read(formatter, text));
      String changed = changed(text, random);
      assertThat(read(both, changed)).as(changed).isEqualTo(read(formatter, changed));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d-MMM-uuuu",
        "uuuu-MM-dd[ HH:mm]",
        "uuuu-MM-dd HH:mm:ss.SSS",
        "uuuu-MM-dd HH:mm XXX",
        "d/M/uu",
        "uuuuMd",
        "MM-dd",
        "uuuu mm",
        "uuuu-dd",
        "uuuu-MM-dd uuuu",
        "h:mm a uuuu-MM-dd",
        "D-uuuu",
        "uuuu 'of",
        "uuuu ''",
        "'"
      })
  void leavesOtherPatternsToTheFormatter(String pattern) {
    assertThat(DigitTimes.of(pattern)).isEmpty();
  }

  @Test
  void timesThatClocksSkipAreStillRefused() {
    TimePattern.Reader reader = new TimePattern("yyyy-MM-dd HH:mm", "Europe/Madrid").reader();
    assertThat(reader.digits()).isPresent();
    assertThat(read(reader, "2024-03-31 02:30")).contains("skipped");
    assertThat(read(reader, "2024-10-27 02:30")).isEqualTo("2024-10-27T00:30:00Z");
  }

  private static String read(TimePattern.Reader reader, String text) {
    try {
      return reader.read(text).toString();
    } catch (SkippedTimeException e) {
      return e.getMessage();
    } catch (DateTimeException e) {
      return "no time";
    }
  }

  private static String changed(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    int at = random.nextInt(text.length());
    char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    switch (random.nextInt(3)) {
      case 0 -> out.setCharAt(at, other);
      case 1 -> out.insert(at, other);
      default -> out.deleteCharAt(at);
    }
    return out.toString();
  }
}
