package io.valora.ingest;

import java.io.Serializable;
import java.util.Set;

/**
 * A file to read, which exists.
 *
 * @param path as the file system lists it, such as {@code hdfs://host/data/a.csv}
 * @param displayName what messages, the quarantine and the lineage call it
 * @param part {@code train} or {@code test} of a predefined split; empty without one
 */
public record SourceFile(String path, String displayName, String part) implements Serializable {
  private static final Set<String> PARTS = Set.of("", "train", "test");

  public SourceFile {
    if (!PARTS.contains(part)) {
      throw new IllegalArgumentException("part '%s' is neither train nor test".formatted(part));
    }
  }
}
