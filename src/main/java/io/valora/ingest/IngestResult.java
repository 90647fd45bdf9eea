package io.valora.ingest;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.lineage.InputFile;
import java.util.List;

/**
 * Counts, quarantine reasons and outputs of one ingest. Rows add up: {@code read = typed +
 * quarantined}, and the typed folder holds {@code typed - duplicatesDropped} rows.
 *
 * @param read data rows of all files, without headers
 * @param typed rows that were typed, before duplicates were dropped
 * @param quarantined rows that could not be typed
 * @param duplicatesDropped typed rows that were dropped as duplicates
 * @param quarantineReasons most rows first
 * @param inputs every file, in the order given; every folder where a file is a row
 */
public record IngestResult(
    long read,
    long typed,
    long quarantined,
    long duplicatesDropped,
    List<QuarantineReason> quarantineReasons,
    List<InputFile> inputs,
    IngestFolders folders) {
  public IngestResult {
    quarantineReasons = List.copyOf(quarantineReasons);
    inputs = List.copyOf(inputs);
    if (read != typed + quarantined) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "account for every row",
          "%d were read, but %d typed and %d quarantined".formatted(read, typed, quarantined));
    }
  }

  /** Rows in the typed folder. */
  public long kept() {
    return typed - duplicatesDropped;
  }
}
