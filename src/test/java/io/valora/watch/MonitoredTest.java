package io.valora.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.valora.testing.watch.MonitoringExample;
import org.junit.jupiter.api.Test;

class MonitoredTest {
  @Test
  void theNewestDayDecides() {
    Monitored worse = read(400, true);
    assertThat(worse.qualityAlarm()).contains("RMSE: 1.1, 0.9 in validation");
    assertThat(worse.qualityInBand()).isEmpty();
    assertThat(worse.drifted()).containsExactly("item");
    assertThat(worse.labels()).isEqualTo(400);
    Monitored quiet = read(400, false);
    assertThat(quiet.qualityAlarm()).isEmpty();
    assertThat(quiet.qualityInBand()).contains("RMSE: 1.1, 0.9 in validation");
    assertThat(quiet.drifted()).isEmpty();
  }

  @Test
  void fewLabelsJudgeNothing() {
    assertThat(read(29, false).qualityInBand()).isEmpty();
    assertThat(read(29, false).labels()).isEqualTo(29);
  }

  @Test
  void labelsOfDaysBeforeTheTrainingDoNotCount() {
    String text = MonitoringExample.of("r1", 400, true, "RMSE: 1.1");
    assertThat(Monitored.fromJson("m.json", text, "2999-01-03").labels()).isZero();
    assertThat(
            Monitored.fromJson("m.json", text.replace("2999-01-02", "all"), "2999-01-03").labels())
        .isEqualTo(400);
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatThrownBy(() -> Monitored.fromJson("m.json", "{\"format-version\": 2}", "2999-01-01"))
        .hasMessageContaining("m.json")
        .hasMessageContaining("format-version");
  }

  private static Monitored read(long labels, boolean alarm) {
    return Monitored.fromJson(
        "m.json",
        MonitoringExample.of("r1", labels, alarm, "RMSE: 1.1, 0.9 in validation"),
        "2999-01-02");
  }
}
