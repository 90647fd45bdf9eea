package io.valora.tuning.averaging;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The same data trained at several grid points, judged by the validation split alone.
 *
 * @param tolerance share of the best metric, at least 0, by which a grid point may be worse and
 *     still be advised
 * @param results in the order trained; exactly one has one shard, the reference
 */
public record AveragingComparison(
    String job,
    String runId,
    Instant created,
    TrialConditions conditions,
    double tolerance,
    List<TrialResult> results) {

  public AveragingComparison {
    results = List.copyOf(results);
    long references = results.stream().filter(one -> one.point().isReference()).count();
    if (references != 1) {
      throw new IllegalArgumentException(
          "Invalid results: %d with one shard (must hold exactly one)".formatted(references));
    }
  }

  /** Whether anything but one shard was trained. */
  public boolean hasAlternatives() {
    return results.size() > 1;
  }

  /** The training in one shard. */
  public TrialResult reference() {
    return results.stream().filter(one -> one.point().isReference()).findFirst().orElseThrow();
  }

  /** The smallest validation metric; of equals, the earlier. */
  public TrialResult best() {
    return results.stream()
        .min(Comparator.comparingDouble(TrialResult::validationMetric))
        .orElseThrow();
  }

  /**
   * The fewest seconds of training among those within the tolerance, which counts the epochs that a
   * grid point needed; of equals, the fewest shards.
   */
  public TrialResult advised() {
    return results.stream()
        .filter(this::isWithinTolerance)
        .min(
            Comparator.comparingDouble(TrialResult::seconds)
                .thenComparing(one -> one.point().shards()))
        .orElseThrow();
  }

  /** Whether it is advised, where there was a choice. */
  public boolean isAdvised(TrialResult result) {
    return hasAlternatives() && result == advised();
  }

  /** Whether the metric is worse than the best by at most the tolerance. */
  public boolean isWithinTolerance(TrialResult result) {
    return result == best() || result.validationMetric() <= worstAccepted();
  }

  /** The largest metric that is within the tolerance. */
  public double worstAccepted() {
    return best().validationMetric() * (1 + tolerance);
  }

  /** Metric minus the reference's; positive is worse. */
  public double difference(TrialResult result) {
    return result.validationMetric() - reference().validationMetric();
  }

  /** The difference as a share of the reference's metric. */
  public double relativeDifference(TrialResult result) {
    return difference(result) / reference().validationMetric();
  }

  /** Rows per second over the reference's. */
  public double speed(TrialResult result) {
    return result.rowsPerSecond() / reference().rowsPerSecond();
  }

  /** Numbers of shards for which Spark had too few slots, ascending. */
  public List<Integer> crowdedShards() {
    return results.stream()
        .map(one -> one.point().shards())
        .filter(shards -> shards > conditions.slots())
        .distinct()
        .sorted()
        .toList();
  }
}
