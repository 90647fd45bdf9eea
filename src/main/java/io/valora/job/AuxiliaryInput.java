package io.valora.job;

import io.valora.ingest.IngestConfig;
import io.valora.ingest.IngestFolders;
import io.valora.storage.RunFolder;

/**
 * An input besides the job's own, typed and quarantined like it.
 *
 * @param name of its folder below {@code side}
 */
public record AuxiliaryInput(String name, IngestConfig ingest) {
  public IngestFolders folders(RunFolder run) {
    return IngestFolders.below(run.side(name));
  }
}
