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
 * @param warnings what a user should know about the rows, in sentences
 * @param leak what test shares with train, in rows by name, in this order
 */
public record RunRows(
    Ledger ledger,
    List<QuarantineReason> quarantineReasons,
    Map<String, Ledger> sides,
    Optional<SplitFingerprint> split,
    List<String> warnings,
    Map<String, Long> leak) {
  /** Nothing is known yet. */
  public static final RunRows EMPTY =
      new RunRows(Ledger.EMPTY, List.of(), Map.of(), Optional.empty(), List.of(), Map.of());

  public RunRows {
    quarantineReasons = List.copyOf(quarantineReasons);
    warnings = List.copyOf(warnings);
    sides = Collections.unmodifiableMap(new LinkedHashMap<>(sides));
    leak = Collections.unmodifiableMap(new LinkedHashMap<>(leak));
  }

  public RunRows withLedger(Ledger changed) {
    return new RunRows(changed, quarantineReasons, sides, split, warnings, leak);
  }

  public RunRows withQuarantineReasons(List<QuarantineReason> changed) {
    return new RunRows(ledger, changed, sides, split, warnings, leak);
  }

  /** With the ledger of one more input. */
  public RunRows withSide(String section, Ledger counts) {
    Map<String, Ledger> all = new LinkedHashMap<>(sides);
    all.put(section, counts);
    return new RunRows(ledger, quarantineReasons, all, split, warnings, leak);
  }

  public RunRows withSplit(SplitFingerprint changed) {
    return new RunRows(ledger, quarantineReasons, sides, Optional.of(changed), warnings, leak);
  }

  public RunRows withWarnings(List<String> changed) {
    return new RunRows(ledger, quarantineReasons, sides, split, changed, leak);
  }

  public RunRows withLeak(Map<String, Long> changed) {
    return new RunRows(ledger, quarantineReasons, sides, split, warnings, changed);
  }
}
