package io.valora.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.Outcome;
import io.valora.doctor.Finding.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockCheckTest {
  private static final Instant BEFORE = Instant.parse("2026-01-31T12:00:00Z");
  private static final Instant AFTER = BEFORE.plusSeconds(2);

  @Test
  void readingBetweenTheDriversIsRightAndAFewSecondsDontMatter() {
    assertThat(at(1).verdict()).isEqualTo(Verdict.OK);
    assertThat(at(-5).verdict()).isEqualTo(Verdict.OK);
    assertThat(at(2 + 5).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void halfAMinuteWarns() {
    assertThat(at(-30).verdict()).isEqualTo(Verdict.WARN);
    assertThat(at(-30).value()).isEqualTo("30 s behind the driver's");
    assertThat(at(2 + 30).value()).isEqualTo("30 s ahead of the driver's");
    assertThat(at(2 + 30).remedy())
        .containsExactly("let every machine take its time from one server (chrony or ntpd)");
  }

  @Test
  void anHourFails() {
    assertThat(at(-3600).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(at(-3600).outcome()).isEqualTo(Outcome.RESOURCES);
  }

  private static Finding at(long seconds) {
    return ClockCheck.of("storage", BEFORE.plusSeconds(seconds), BEFORE, AFTER);
  }
}
