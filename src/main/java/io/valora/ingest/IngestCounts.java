package io.valora.ingest;

import io.valora.base.JobException;
import io.valora.base.Outcome;

/**
 * Row counts of one ingest. Rows add up: {@code read = typed + quarantined + dropped}.
 *
 * @param read data rows of all files, without headers
 * @param typed rows that were typed, before duplicates were dropped
 * @param quarantined rows that could not be typed
 * @param dropped rows that the job leaves out on purpose
 * @param duplicatesDropped typed rows that were dropped as duplicates
 */
public record IngestCounts(
    long read, long typed, long quarantined, long dropped, long duplicatesDropped) {
  public IngestCounts {
    if (read != typed + quarantined + dropped) {
      throw JobException.cannot(
          Outcome.DATA_REJECTED,
          "account for every row",
          "%d were read, but %d typed, %d quarantined and %d dropped"
              .formatted(read, typed, quarantined, dropped));
    }
  }

  IngestCounts withDuplicatesDropped(long duplicates) {
    return new IngestCounts(read, typed, quarantined, dropped, duplicates);
  }

  /** Rows in the typed folder. */
  public long kept() {
    return typed - duplicatesDropped;
  }
}
