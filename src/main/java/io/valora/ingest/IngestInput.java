package io.valora.ingest;

import java.util.List;

/**
 * Configuration, source files and output folders of one ingest.
 *
 * @param files at least one, and all of them exist; either none or each has a split
 */
public record IngestInput(IngestConfig config, List<SourceFile> files, IngestFolders folders) {
  public IngestInput {
    files = List.copyOf(files);
  }

  /** Name of the input in messages: the sources as the job file has them. */
  String name() {
    return String.join(", ", config.source());
  }
}
