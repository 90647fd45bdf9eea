package io.valora.ingest;

import java.io.Serializable;
import java.util.Set;

/**
 * A file to read, which exists; or a table in place of files.
 *
 * @param path as the file system lists it, such as {@code hdfs://host/data/a.csv}
 * @param displayName what messages, the quarantine and the lineage call it
 * @param split {@code train} or {@code test} of a predefined split; empty without one
 */
public record SourceFile(String path, String displayName, String split) implements Serializable {
  private static final String TABLE = "table:";
  private static final Set<String> SPLITS = Set.of("", "train", "test");

  /** A table in place of files. */
  public static SourceFile ofTable(String name) {
    return new SourceFile(TABLE + name, name, "");
  }

  public SourceFile {
    if (!SPLITS.contains(split)) {
      throw new IllegalArgumentException("split '%s' is neither train nor test".formatted(split));
    }
  }

  /** Whether it is a table, whose rows have neither an order nor numbers. */
  boolean isTable() {
    return path.startsWith(TABLE);
  }
}
