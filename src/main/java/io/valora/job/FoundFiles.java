package io.valora.job;

import io.valora.base.JobException;
import io.valora.ingest.SourceFile;
import io.valora.ingest.layout.FileFormat;
import io.valora.ingest.tables.TableFormat;
import io.valora.storage.Storage;
import io.valora.storage.StoredFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that the sources of one input name, each once. */
final class FoundFiles {
  private final Storage storage;
  private final Map<String, SourceFile> byPath = new LinkedHashMap<>();

  FoundFiles(Storage storage) {
    this.storage = storage;
  }

  List<SourceFile> all() {
    return List.copyOf(byPath.values());
  }

  /**
   * Adds the files that a path, folder or glob names. Empty ones are left out beside others, unless
   * a file is a row.
   */
  void addFound(String key, String source, String split, FileFormat format) {
    List<StoredFile> found = storage.find(source);
    if (found.isEmpty()) {
      throw JobException.invalid(key, source, "must name at least one file that exists");
    }
    if (format.isTyped()) {
      TableFormat.refusal(storage, found.stream().map(StoredFile::uri).toList())
          .ifPresent(
              must -> {
                throw JobException.invalid(key, source, must);
              });
    }
    boolean keepEmpty =
        format == FileFormat.FOLDER_PER_CLASS || found.stream().allMatch(file -> file.bytes() == 0);
    found.stream()
        .filter(file -> keepEmpty || file.bytes() > 0)
        .forEach(file -> add(key, new SourceFile(file.uri(), file.uri(), split)));
  }

  /** Adds a file, unless another source has named it. */
  void add(String key, SourceFile file) {
    SourceFile before = byPath.putIfAbsent(file.path(), file);
    if (before != null && !before.split().equals(file.split())) {
      throw JobException.invalid(
          key,
          file.displayName(),
          "must not be a file of both ingest.source and ingest.test-source");
    }
  }
}
