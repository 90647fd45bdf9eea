package io.valora.lineage;

import static io.valora.lineage.LedgerCount.DROPPED;
import static io.valora.lineage.LedgerCount.DUPLICATES_DROPPED;
import static io.valora.lineage.LedgerCount.QUARANTINED;
import static io.valora.lineage.LedgerCount.READ;
import static io.valora.lineage.LedgerCount.TEST;
import static io.valora.lineage.LedgerCount.TRAIN;
import static io.valora.lineage.LedgerCount.TYPED;
import static io.valora.lineage.LedgerCount.VALIDATION;

import io.valora.base.EnumNames;
import io.valora.base.JobException;
import io.valora.base.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Row ledger: counts of all rows from the input files to the gradient. A count that is missing
 * isn't known yet; the rules that need it are not checked.
 *
 * @param counts rows, each at least 0
 */
public record Ledger(Map<LedgerCount, Long> counts) {
  /** Nothing is counted yet. */
  public static final Ledger EMPTY = new Ledger(Map.of());

  public Ledger {
    EnumMap<LedgerCount, Long> copy = new EnumMap<>(LedgerCount.class);
    copy.putAll(counts);
    copy.forEach(Ledger::requireCount);
    counts = Collections.unmodifiableMap(copy);
  }

  /** This ledger with one count in place of what it had. */
  public Ledger with(LedgerCount count, long rows) {
    EnumMap<LedgerCount, Long> changed = new EnumMap<>(LedgerCount.class);
    changed.putAll(counts);
    changed.put(count, rows);
    return new Ledger(changed);
  }

  /** This ledger with the sizes of the splits. */
  public Ledger with(SplitFingerprint parts) {
    return with(TRAIN, parts.train().rows())
        .with(VALIDATION, parts.validation().rows())
        .with(TEST, parts.test().rows());
  }

  public OptionalLong count(LedgerCount count) {
    Long rows = counts.get(count);
    return rows == null ? OptionalLong.empty() : OptionalLong.of(rows);
  }

  /**
   * Checks that no row was lost or counted twice on the way to the splits.
   *
   * @return this
   * @throws JobException naming the counts that don't add up
   */
  public Ledger check() {
    requireSum(
        READ,
        counts.containsKey(DROPPED)
            ? List.of(TYPED, QUARANTINED, DROPPED)
            : List.of(TYPED, QUARANTINED));
    requireSum(TYPED, List.of(DUPLICATES_DROPPED, TRAIN, VALIDATION, TEST));
    return this;
  }

  /** Checks that each epoch trained the rows of train. */
  public void checkTrained(long rowsPerEpoch) {
    requireEqual(TRAIN, rowsPerEpoch, "trained an epoch");
  }

  /** Checks that the rows of test were evaluated. */
  public void checkEvaluated(long rows) {
    requireEqual(TEST, rows, "evaluated");
  }

  private void requireSum(LedgerCount whole, List<LedgerCount> parts) {
    boolean known = counts.containsKey(whole) && counts.keySet().containsAll(parts);
    if (known && counts.get(whole) != parts.stream().mapToLong(counts::get).sum()) {
      throw mismatch(whole, parts.stream().map(this::labeled).collect(Collectors.joining(" + ")));
    }
  }

  private void requireEqual(LedgerCount count, long rows, String what) {
    if (counts.containsKey(count) && counts.get(count) != rows) {
      throw mismatch(count, "the %d rows %s".formatted(rows, what));
    }
  }

  private JobException mismatch(LedgerCount count, String found) {
    return new JobException(
        Outcome.DATA_REJECTED, "Ledger mismatch: %s is not %s".formatted(labeled(count), found));
  }

  private String labeled(LedgerCount count) {
    return EnumNames.nameOf(count) + " " + counts.get(count);
  }

  private static void requireCount(LedgerCount count, long rows) {
    if (rows < 0) {
      throw JobException.invalid("ledger." + EnumNames.nameOf(count), rows, "must be at least 0");
    }
  }
}
