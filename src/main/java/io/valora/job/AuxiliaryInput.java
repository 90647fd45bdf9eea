package io.valora.job;

import io.valora.ingest.IngestConfig;
import io.valora.ingest.IngestFolders;
import io.valora.storage.RunFolder;

/**
 * An additional input, ingested like the main one.
 *
 * @param name of its folder below {@code side}
 */
public record AuxiliaryInput(String name, IngestConfig ingest) {
  public IngestFolders folders(RunFolder run) {
    return IngestFolders.below(run.side(name));
  }
}
