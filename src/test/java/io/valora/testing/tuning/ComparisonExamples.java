package io.valora.testing.tuning;

import io.valora.tuning.averaging.AveragingComparison;
import io.valora.tuning.averaging.GridPoint;
import io.valora.tuning.averaging.GridPoint.Unit;
import io.valora.tuning.averaging.TrialConditions;
import io.valora.tuning.averaging.TrialResult;
import java.time.Instant;
import java.util.List;

/** Comparisons with round numbers. */
public final class ComparisonExamples {
  private ComparisonExamples() {}

  /** One shard, and two and four shards every 10 and 100 batches, on two slots. */
  public static AveragingComparison full() {
    return of(
        0.01,
        List.of(
            trial(GridPoint.REFERENCE, 1.0, 8),
            trial(batches(2, 10), 0.995, 5),
            trial(batches(2, 100), 1.0125, 4),
            trial(batches(4, 10), 1.0, 6),
            trial(batches(4, 100), 1.25, 2)));
  }

  public static AveragingComparison of(double tolerance, List<TrialResult> results) {
    TrialConditions conditions =
        new TrialConditions("valora", "RMSE", 64, 20, 1000, 120, 2, batches(2, 10));
    return new AveragingComparison(
        "ratings", "r1", Instant.parse("2026-01-31T12:00:00Z"), conditions, tolerance, results);
  }

  /** Ten epochs of 1,000 rows. */
  public static TrialResult trial(GridPoint point, double metric, double seconds) {
    return new TrialResult(point, 10, 7, metric, 10_000, seconds);
  }

  public static GridPoint batches(int shards, int frequency) {
    return new GridPoint(shards, frequency, Unit.BATCH);
  }
}
