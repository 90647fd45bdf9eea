package io.valora.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.features.ContextTerm.Group;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextTermTest {
  /** A Sunday in Madrid, and in UTC still the Saturday before. */
  private static final Instant TIME = Instant.parse("1997-09-20T22:05:18Z");

  @ParameterizedTest
  @CsvSource({
    "DAY, UTC, 10124",
    "DAY, Europe/Madrid, 10125",
    "HOUR, Europe/Madrid, 243000",
    "MINUTE, Europe/Madrid, 14580005",
    "SECOND, UTC, 874793118",
    "HOUR_OF_DAY, UTC, 22",
    "HOUR_OF_DAY, Europe/Madrid, 0",
    "DAY_OF_WEEK, UTC, 6",
    "DAY_OF_WEEK, Europe/Madrid, 7"
  })
  void timesHavePartsOnTheClocksOfTheirZone(ContextKind kind, String zone, String value) {
    ContextTerm term = new ContextTerm("time", kind, Group.ALL, zone, 2);

    assertThat(term.key(3, "u", "i", TIME)).isEqualTo("3\u001f" + value + "\u001f");
    assertThat(term.key(3, "u", "i", Timestamp.from(TIME))).isEqualTo(term.key(3, "u", "i", TIME));
  }

  @Test
  void usersAndItemsHaveValuesOfTheirOwn() {
    assertThat(term(Group.USER).key(0, "u", 7L, "tv")).isEqualTo("0\u001ftv\u001fu");
    assertThat(term(Group.ITEM).key(0, "u", 7L, "tv")).isEqualTo("0\u001ftv\u001f7");
    assertThat(term(Group.ITEM).key(0, "u", null, "tv")).isNull();
    assertThat(term(Group.ALL).key(0, "u", 7L, null)).isNull();
  }

  private static ContextTerm term(Group of) {
    return new ContextTerm("device", ContextKind.CATEGORICAL, of, "UTC", 2);
  }
}
