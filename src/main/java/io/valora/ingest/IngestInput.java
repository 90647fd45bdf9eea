package io.valora.ingest;

import java.util.List;
import java.util.Set;

/**
 * Configuration, source files and output folders of one ingest.
 *
 * @param files at least one, and all of them exist; either none or each has a split
 * @param dispensable our names of optional columns that a file may lack as a whole; their cells are
 *     missing then
 */
public record IngestInput(
    IngestConfig config, List<SourceFile> files, IngestFolders folders, Set<String> dispensable) {
  public IngestInput {
    files = List.copyOf(files);
    dispensable = Set.copyOf(dispensable);
  }

  /** Of files that have every column. */
  public IngestInput(IngestConfig config, List<SourceFile> files, IngestFolders folders) {
    this(config, files, folders, Set.of());
  }

  /** Name of the input in messages: the sources as the job file has them. */
  String name() {
    return config.sourceName();
  }
}
