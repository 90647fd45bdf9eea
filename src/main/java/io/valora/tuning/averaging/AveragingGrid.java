package io.valora.tuning.averaging;

import io.valora.training.Averaging;
import io.valora.training.AveragingUnit;
import io.valora.training.TrainingConfig;
import io.valora.tuning.averaging.GridPoint.Unit;
import java.util.ArrayList;
import java.util.List;

/** Grid points of a comparison, and their configuration for the trainer. */
final class AveragingGrid {
  private static final List<Integer> BATCHES = List.of(1, 10, 100);
  private static final List<Integer> EPOCHS = List.of(1, 2, 4);

  private AveragingGrid() {}

  /**
   * One shard, the reference, and then every number of shards with every frequency, ascending. Of
   * frequencies that average as seldom as can be, only the smallest stays: they are one training.
   *
   * @param training with the planned epochs
   */
  static List<GridPoint> of(AveragingRequest request, TrainingConfig training, long trainRows) {
    Unit unit = request.unit().orElse(unitOf(training.averaging()));
    List<Integer> usual = unit == Unit.BATCH ? BATCHES : EPOCHS;
    List<Integer> frequencies = request.frequencies().isEmpty() ? usual : request.frequencies();
    List<GridPoint> points = new ArrayList<>(List.of(GridPoint.REFERENCE));
    for (int shards : request.shards().stream().distinct().sorted().toList()) {
      if (shards > 1) {
        double most =
            unit == Unit.BATCH ? mostBatches(training, shards, trainRows) : training.epochs();
        distinctUpTo(most, frequencies)
            .forEach(frequency -> points.add(new GridPoint(shards, frequency, unit)));
      }
    }
    return List.copyOf(points);
  }

  /** The job's configuration at another grid point. */
  static TrainingConfig training(TrainingConfig job, GridPoint point) {
    AveragingUnit unit = AveragingUnit.valueOf(point.unit().name());
    return job.with(point.shards(), new Averaging(point.frequency(), unit));
  }

  /** The job's own grid point. */
  static GridPoint ofJob(TrainingConfig job) {
    return new GridPoint(job.shards(), job.averaging().frequency(), unitOf(job.averaging()));
  }

  private static Unit unitOf(Averaging averaging) {
    return Unit.valueOf(averaging.unit().name());
  }

  /** Shards are filled by a hash: twice the mean is more than any of a useful size has. */
  private static double mostBatches(TrainingConfig training, int shards, long trainRows) {
    return 2.0 * trainRows / shards / training.batchSize() + 1;
  }

  private static List<Integer> distinctUpTo(double most, List<Integer> frequencies) {
    List<Integer> kept = new ArrayList<>();
    for (int frequency : frequencies.stream().distinct().sorted().toList()) {
      if (kept.isEmpty() || kept.get(kept.size() - 1) < most) {
        kept.add(frequency);
      }
    }
    return kept;
  }
}
