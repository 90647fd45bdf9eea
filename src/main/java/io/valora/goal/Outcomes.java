package io.valora.goal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Outcomes of a job's predictions, counted.
 *
 * @param asOf the newest time that the service wrote; empty where it wrote nothing
 * @param runs in the order of their first predictions
 * @param broken lines that couldn't be read
 */
public record Outcomes(
    Optional<Instant> asOf,
    List<ServedRun> runs,
    List<OutcomeCell> cells,
    List<AskedShare> shares,
    EventCounts events,
    long broken) {
  public Outcomes {
    runs = List.copyOf(runs);
    cells = List.copyOf(cells);
    shares = List.copyOf(shares);
  }

  /** Units of a run and arm, over all weeks. */
  public OutcomeCell total(String run, String arm) {
    List<OutcomeCell> some =
        cells.stream().filter(cell -> cell.run().equals(run) && cell.arm().equals(arm)).toList();
    return new OutcomeCell(
        run,
        arm,
        "",
        some.stream().mapToLong(OutcomeCell::units).sum(),
        some.stream().mapToLong(OutcomeCell::matured).sum(),
        some.stream().mapToLong(OutcomeCell::events).sum());
  }
}
