package io.valora.tuning.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.valora.training.EpochMetrics;
import io.valora.training.EpochRecord;
import io.valora.training.TrainingResult;
import io.valora.tuning.averaging.GridPoint.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AveragingTrialsTest {
  @Test
  void recordThatStandsForSeveralEpochsCountsForEach() {
    GridPoint point = new GridPoint(2, 4, Unit.EPOCH);
    List<EpochRecord> history =
        List.of(epoch(4, 0.9, 1.5), epoch(8, 0.75, 1.0), epoch(9, 0.875, 2.0));

    TrialResult result =
        AveragingTrials.result(
            point, new TrainingResult(null, history, 8, 100, false, 2, Map.of()));

    assertThat(result).isEqualTo(new TrialResult(point, 9, 8, 0.75, 900, 12));
  }

  private static EpochRecord epoch(int number, double metric, double seconds) {
    return new EpochRecord(
        number, new EpochMetrics(1, 1), new EpochMetrics(1, metric), 100, seconds);
  }
}
