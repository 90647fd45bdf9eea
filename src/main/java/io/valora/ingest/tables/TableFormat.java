package io.valora.ingest.tables;

import io.valora.storage.Storage;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Table format that keeps a log beside its data files. The files alone aren't the table: among them
 * are rows that were deleted or replaced.
 */
public enum TableFormat {
  DELTA("a Delta table", "_delta_log") {
    @Override
    String remedy(String folder) {
      return "name it as table: delta.`%s`, with Delta's package and catalog in Spark's properties"
          .formatted(folder);
    }
  },
  ICEBERG("an Iceberg table", "metadata") {
    @Override
    boolean isIn(Storage storage, String folder) {
      return storage.names(folder + "/metadata").stream()
          .anyMatch(name -> name.endsWith(".metadata.json"));
    }

    @Override
    String remedy(String folder) {
      return "name it as a table of a catalog, with Iceberg's package and that catalog in Spark's"
          + " properties";
    }
  },
  HUDI("a Hudi table", ".hoodie") {
    @Override
    String remedy(String folder) {
      return "name it as a table of a catalog, with Hudi's package in Spark's properties";
    }
  };

  private final String label;
  private final String log;

  TableFormat(String label, String log) {
    this.label = label;
    this.log = log;
  }

  /**
   * The reason why data files are refused, with the remedy; empty where none is of such a table.
   */
  public static Optional<String> refusal(Storage storage, Collection<String> files) {
    Set<String> folders = new LinkedHashSet<>();
    files.forEach(file -> addFolders(file, folders));
    return folders.stream()
        .flatMap(folder -> Stream.of(values()).flatMap(format -> format.in(storage, folder)))
        .findFirst();
  }

  private Stream<String> in(Storage storage, String folder) {
    return isIn(storage, folder)
        ? Stream.of(
            "must not be files of %s: among them are rows that the table has deleted (%s)"
                .formatted(label, remedy(folder)))
        : Stream.empty();
  }

  boolean isIn(Storage storage, String folder) {
    return storage.exists(folder + "/" + log);
  }

  /** The folder above a file and its partitions, and the one above a folder of data files. */
  private static void addFolders(String file, Set<String> folders) {
    String folder = above(file);
    while (nameOf(folder).contains("=")) {
      folder = above(folder);
    }
    folders.add(folder);
    if (nameOf(folder).equals("data")) {
      folders.add(above(folder));
    }
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String above(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  abstract String remedy(String folder);
}
