package io.valora.lineage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a run's rows.
 *
 * @param ledger the counts
 * @param quarantineReasons why rows could not be typed, most frequent first
 * @param split the fingerprints of the parts; empty before the split
 * @param leak what test shares with train, in rows by name, in this order
 */
public record RunRows(
    Ledger ledger,
    List<QuarantineReason> quarantineReasons,
    Optional<SplitFingerprint> split,
    Map<String, Long> leak) {
  /** Nothing is known yet. */
  public static final RunRows EMPTY =
      new RunRows(Ledger.EMPTY, List.of(), Optional.empty(), Map.of());

  public RunRows {
    quarantineReasons = List.copyOf(quarantineReasons);
    leak = Collections.unmodifiableMap(new LinkedHashMap<>(leak));
  }

  public RunRows withLedger(Ledger changed) {
    return new RunRows(changed, quarantineReasons, split, leak);
  }

  public RunRows withQuarantineReasons(List<QuarantineReason> changed) {
    return new RunRows(ledger, changed, split, leak);
  }

  public RunRows withSplit(SplitFingerprint changed) {
    return new RunRows(ledger, quarantineReasons, Optional.of(changed), leak);
  }

  public RunRows withLeak(Map<String, Long> changed) {
    return new RunRows(ledger, quarantineReasons, split, changed);
  }
}
