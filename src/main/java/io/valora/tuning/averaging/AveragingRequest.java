package io.valora.tuning.averaging;

import io.valora.tuning.averaging.GridPoint.Unit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Grid and limits of a comparison.
 *
 * @param shards each at least 1; one shard, the reference, is trained in any case
 * @param frequencies each at least 1; some usual ones when empty
 * @param unit what the frequencies count; the job's own when absent
 * @param epochs at most, where the job plans more
 * @param tolerance share of the best metric by which a grid point may be worse and still be advised
 */
public record AveragingRequest(
    List<Integer> shards,
    List<Integer> frequencies,
    Optional<Unit> unit,
    OptionalInt epochs,
    double tolerance) {
  public AveragingRequest {
    shards = List.copyOf(shards);
    frequencies = List.copyOf(frequencies);
  }
}
