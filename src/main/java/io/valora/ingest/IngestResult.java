package io.valora.ingest;

import io.valora.lineage.InputFile;
import java.util.List;
import java.util.Map;

/**
 * Counts, quarantine reasons and outputs of one ingest; the typed folder holds the rows {@link
 * #kept}.
 *
 * @param quarantineReasons most rows first
 * @param ids of users and items that are texts
 * @param inputs every file, in the order given; every folder where a file is a row
 */
public record IngestResult(
    IngestCounts counts,
    List<QuarantineReason> quarantineReasons,
    List<InputFile> inputs,
    Map<String, DistinctIds> ids,
    IngestFolders folders) {
  public IngestResult {
    quarantineReasons = List.copyOf(quarantineReasons);
    inputs = List.copyOf(inputs);
    ids = Map.copyOf(ids);
  }

  IngestResult withCounts(IngestCounts rows) {
    return new IngestResult(rows, quarantineReasons, inputs, ids, folders);
  }

  /** Data rows of all files. */
  public long read() {
    return counts.read();
  }

  /** Rows that were typed, before duplicates were dropped. */
  public long typed() {
    return counts.typed();
  }

  /** Rows that could not be typed. */
  public long quarantined() {
    return counts.quarantined();
  }

  /** Typed rows that were dropped as duplicates. */
  public long duplicatesDropped() {
    return counts.duplicatesDropped();
  }

  /** Rows in the typed folder. */
  public long kept() {
    return counts.kept();
  }
}
