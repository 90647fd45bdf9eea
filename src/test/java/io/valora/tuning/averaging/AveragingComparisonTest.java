package io.valora.tuning.averaging;

import static io.valora.testing.tuning.ComparisonExamples.batches;
import static io.valora.testing.tuning.ComparisonExamples.of;
import static io.valora.testing.tuning.ComparisonExamples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.valora.testing.tuning.ComparisonExamples;
import io.valora.tuning.averaging.GridPoint.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class AveragingComparisonTest {
  private static final TrialResult ONE = trial(GridPoint.REFERENCE, 1.0, 8);

  @Test
  void fastestWithinTheToleranceOfTheBestIsAdvised() {
    AveragingComparison full = ComparisonExamples.full();

    assertThat(full.best().point()).isEqualTo(batches(2, 10));
    assertThat(full.worstAccepted()).isCloseTo(1.00495, within(1e-12));
    assertThat(full.results().stream().filter(full::isWithinTolerance))
        .extracting(TrialResult::point)
        .containsExactly(GridPoint.REFERENCE, batches(2, 10), batches(4, 10));
    assertThat(full.advised().point()).as("100 is faster, but worse").isEqualTo(batches(2, 10));
  }

  @Test
  void widerToleranceLetsAFasterPointIn() {
    List<TrialResult> results = ComparisonExamples.full().results();

    assertThat(of(0.02, results).advised().point()).isEqualTo(batches(2, 100));
    assertThat(of(0.5, results).advised().point()).isEqualTo(batches(4, 100));
  }

  @Test
  void withoutToleranceTheBestIsAdvisedHoweverSlow() {
    AveragingComparison comparison = of(0, List.of(trial(batches(2, 1), 0.999, 80), ONE));

    assertThat(comparison.advised().point()).isEqualTo(batches(2, 1));
  }

  @Test
  void ofEquallyFastPointsTheOneWithFewestShardsIsAdvised() {
    AveragingComparison comparison =
        of(0.01, List.of(trial(batches(8, 1), 1.0, 8), trial(batches(4, 1), 1.0, 8), ONE));

    assertThat(comparison.advised()).isEqualTo(ONE);
  }

  @Test
  void pointThatIsNoNumberIsNeverAdvised() {
    AveragingComparison comparison = of(0.5, List.of(ONE, trial(batches(2, 10), Double.NaN, 1)));

    assertThat(comparison.advised()).isEqualTo(ONE);
  }

  @Test
  void differencesAndSpeedAreAgainstOneShard() {
    AveragingComparison full = ComparisonExamples.full();
    TrialResult two = full.results().get(2);

    assertThat(two.rowsPerSecond()).isEqualTo(2500);
    assertThat(full.speed(two)).isEqualTo(2);
    assertThat(full.difference(two)).isCloseTo(0.0125, within(1e-12));
    assertThat(full.relativeDifference(two)).isCloseTo(0.0125, within(1e-12));
    assertThat(full.speed(full.reference())).isEqualTo(1);
  }

  @Test
  void shardsThatAreMoreThanTheSlotsAreListed() {
    assertThat(ComparisonExamples.full().crowdedShards()).containsExactly(4);
  }

  @Test
  void exactlyOneResultIsTheReference() {
    assertThatThrownBy(() -> of(0, List.of(trial(batches(2, 1), 1, 1))))
        .hasMessage("Invalid results: 0 with one shard (must hold exactly one)");
    assertThatThrownBy(() -> of(0, List.of(ONE, ONE)))
        .hasMessage("Invalid results: 2 with one shard (must hold exactly one)");
  }

  @Test
  void pointsAreNamedInWords() {
    assertThat(GridPoint.REFERENCE.description()).isEqualTo("1 shard");
    assertThat(batches(4, 1).description()).isEqualTo("4 shards, averaged every batch");
    assertThat(new GridPoint(2, 3, Unit.EPOCH).description())
        .isEqualTo("2 shards, averaged every 3 epochs");
    assertThatThrownBy(() -> batches(0, 1))
        .hasMessage("shards and frequency must be at least 1, not 0 and 1");
  }
}
