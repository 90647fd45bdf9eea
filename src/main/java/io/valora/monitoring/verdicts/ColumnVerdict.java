package io.valora.monitoring.verdicts;

import io.valora.model.reference.BinnedRows;
import io.valora.monitoring.drift.CellExcess;
import io.valora.monitoring.drift.Visibility;
import java.util.Optional;

/**
 * Comparison of a measured column on one day with training.
 *
 * @param rows of the day by bin
 * @param drift numbers of the comparison; empty where the day or the reference has no rows
 * @param change what changed most, also on a quiet day; empty without a comparison
 * @param sentence for a person
 */
public record ColumnVerdict(
    MonitoredColumn column,
    BinnedRows rows,
    Optional<Drift> drift,
    Optional<Change> change,
    String sentence) {
  /**
   * Numbers of a comparison.
   *
   * @param index population stability index
   * @param limit above which it is an alarm
   * @param rise of the share of rows in one cell; above its limit an alarm as well
   * @param pValue of Pearson's χ² test
   * @param distance Kolmogorov-Smirnov's statistic of the bins; NaN where values have no order
   * @param visible what the day could have seen
   */
  public record Drift(
      double index,
      double limit,
      CellExcess rise,
      double pValue,
      double distance,
      Visibility visible) {
    /** Whether the day is an alarm. */
    public boolean isAlarm() {
      return ratio() > 1;
    }

    /** Whether the rise of one cell is farther by its limit than the index. */
    public boolean isOfOneCell() {
      return rise.ratio() > index / limit;
    }

    /** Multiple of its limit that the farther one of both is. */
    public double ratio() {
      return Math.max(index / limit, rise.ratio());
    }
  }

  /**
   * The cell that differs most.
   *
   * @param where it is, in words that follow "rows"
   * @param share of the day's rows
   * @param before share of the reference's rows
   * @param worst the number of the day that lies farthest on its side; empty without numbers
   * @param example a row's text; empty where there is none
   */
  public record Change(
      String where,
      double share,
      double before,
      Optional<String> worst,
      Optional<String> example) {}

  /** Whether the column raised an alarm. */
  public boolean isAlarm() {
    return drift.filter(Drift::isAlarm).isPresent();
  }
}
