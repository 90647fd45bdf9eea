package io.valora.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.base.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchPolicyTest {
  private static final Instant TRAINED = Instant.parse("2026-01-01T00:00:00Z");
  private static final WatchPolicy POLICY =
      new WatchPolicy(500, TimeSpan.parse("7 days"), TimeSpan.parse("90 days"));
  private static final Monitored WORSE =
      new Monitored(Optional.of("rmse: 1.1"), Optional.empty(), List.of(), 800);

  @Test
  void answersThatGotWorseAreAReason() {
    assertThat(decide(30, WORSE, 800)).isEqualTo("retrain: rmse: 1.1");
  }

  @Test
  void fewLabelsAreWaitedFor() {
    assertThat(decide(30, WORSE, 140)).isEqualTo("wait: 140 of 500 labels (rmse: 1.1)");
  }

  @Test
  void afterATrainingItCoolsDown() {
    assertThat(decide(6, WORSE, 800))
        .isEqualTo("wait: until 2026-01-08T00:00:00Z: at most one training in 7 days (rmse: 1.1)");
    assertThat(decide(7, WORSE, 800)).startsWith("retrain");
  }

  @Test
  void whatIsInItsBandIsLeftAlone() {
    Monitored quiet = new Monitored(Optional.empty(), Optional.of("rmse: 0.9"), List.of(), 800);
    assertThat(decide(30, quiet, 800)).isEqualTo("nothing: rmse: 0.9");
    Monitored drifted =
        new Monitored(Optional.empty(), Optional.of("rmse: 0.9"), List.of("item"), 800);
    assertThat(decide(30, drifted, 800))
        .isEqualTo("nothing: rmse: 0.9. Drifted all the same: item");
  }

  @Test
  void driftAloneIsAReasonForLabelsNotForATraining() {
    Monitored drifted = new Monitored(Optional.empty(), Optional.empty(), List.of("age"), 0);
    assertThat(decide(30, drifted, 140))
        .isEqualTo("wait: 140 of 500 labels, to tell whether answers got worse (drifted: age)");
    assertThat(decide(30, drifted, 700)).startsWith("wait: for a monitoring with the labels, to");
    Monitored few = new Monitored(Optional.empty(), Optional.of("rmse: 0.9"), List.of("age"), 40);
    assertThat(decide(30, few, 40)).startsWith("wait: 40 of 500 labels, to tell");
  }

  @Test
  void ageIsAReasonByItself() {
    Monitored quiet = new Monitored(Optional.empty(), Optional.empty(), List.of(), 0);
    assertThat(decide(89, quiet, 800)).isEqualTo("nothing: monitoring of champion r1 is quiet");
    assertThat(decide(90, quiet, 800))
        .isEqualTo("retrain: champion r1 was trained 90 days ago or earlier");
  }

  @Test
  void championThatNobodyMonitorsIsTold() {
    WatchFacts facts = facts(30, Optional.empty(), 800, Optional.empty());
    assertThat(new WatchPolicy(500, Optional.empty(), Optional.empty()).decide(facts).sentence())
        .isEqualTo("wait: champion r1 hasn't been monitored (run: valora monitor r1)");
    assertThat(POLICY.decide(facts).sentence())
        .isEqualTo("nothing: champion r1 is younger than 90 days");
  }

  @Test
  void aRefusedMonitoringIsTold() {
    Monitored refused =
        new Monitored(
            Optional.empty(), Optional.empty(), List.of(), 0, Optional.of("Cannot read x"));
    assertThat(decide(30, refused, 800))
        .isEqualTo("wait: the last monitoring of champion r1 was refused: Cannot read x");
    assertThat(decide(90, refused, 800)).startsWith("retrain: champion r1 was trained 90 days");
  }

  @Test
  void rowsThatMadeNoChampionAreNotTrainedOnAgain() {
    WatchFacts facts = facts(30, Optional.of(WORSE), 800, Optional.of("watch-1"));
    assertThat(POLICY.decide(facts).sentence())
        .isEqualTo(
            "wait: for other rows: run watch-1 was trained on these and wasn't promoted (rmse: 1.1)");
  }

  @Test
  void jobWithoutChampionIsTrained() {
    WatchFacts facts =
        new WatchFacts(
            Optional.empty(), Instant.EPOCH, Optional.empty(), 0, Optional.empty(), TRAINED);
    assertThat(POLICY.decide(facts).sentence()).isEqualTo("retrain: the job has no champion");
  }

  private static String decide(int days, Monitored monitored, long labels) {
    return POLICY.decide(facts(days, Optional.of(monitored), labels, Optional.empty())).sentence();
  }

  private static WatchFacts facts(
      int days, Optional<Monitored> monitored, long labels, Optional<String> unpromoted) {
    return new WatchFacts(
        Optional.of("r1"),
        TRAINED,
        monitored,
        labels,
        unpromoted,
        TRAINED.plus(Duration.ofDays(days)));
  }
}
