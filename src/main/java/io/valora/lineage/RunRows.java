package io.valora.lineage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Row accounting of a run.
 *
 * @param ledger the counts
 * @param quarantineReasons why rows could not be typed, most frequent first
 * @param split fingerprints of the splits; empty before the rows are split
 * @param sides the ledgers of the auxiliary inputs, by the section that names them
 * @param leak what test shares with train, in rows by name, in this order
 */
public record RunRows(
    Ledger ledger,
    List<QuarantineReason> quarantineReasons,
    Map<String, Ledger> sides,
    Optional<SplitFingerprint> split,
    Map<String, Long> leak) {
  /** Nothing is known yet. */
  public static final RunRows EMPTY =
      new RunRows(Ledger.EMPTY, List.of(), Map.of(), Optional.empty(), Map.of());

  public RunRows {
    quarantineReasons = List.copyOf(quarantineReasons);
    sides = Collections.unmodifiableMap(new LinkedHashMap<>(sides));
    leak = Collections.unmodifiableMap(new LinkedHashMap<>(leak));
  }

  public RunRows withLedger(Ledger changed) {
    return new RunRows(changed, quarantineReasons, sides, split, leak);
  }

  public RunRows withQuarantineReasons(List<QuarantineReason> changed) {
    return new RunRows(ledger, changed, sides, split, leak);
  }

  /** With the ledger of one more input. */
  public RunRows withSide(String section, Ledger counts) {
    Map<String, Ledger> all = new LinkedHashMap<>(sides);
    all.put(section, counts);
    return new RunRows(ledger, quarantineReasons, all, split, leak);
  }

  public RunRows withSplit(SplitFingerprint changed) {
    return new RunRows(ledger, quarantineReasons, sides, Optional.of(changed), leak);
  }

  public RunRows withLeak(Map<String, Long> changed) {
    return new RunRows(ledger, quarantineReasons, sides, split, changed);
  }
}
