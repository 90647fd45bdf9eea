package io.valora.ingest;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The files of one ingest in their order, found again by the path that a reader reports. */
final class SourceFiles implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:(//[^/]*)?");

  private final List<SourceFile> files;
  private final Map<String, Integer> byPath = new HashMap<>();

  /**
   * @throws IllegalArgumentException when there is no file, one is listed twice, or only some have
   *     a part
   */
  SourceFiles(List<SourceFile> files) {
    this.files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no files to read");
    }
    if (files.stream().map(file -> file.split().isEmpty()).distinct().count() > 1) {
      throw new IllegalArgumentException("only some of the files have a split");
    }
    for (int i = 0; i < files.size(); i++) {
      if (byPath.put(files.get(i).path(), i) != null) {
        throw new IllegalArgumentException(files.get(i).path() + " is listed twice");
      }
    }
    for (int i = 0; i < files.size(); i++) {
      byPath.putIfAbsent(withoutScheme(files.get(i).path()), i);
    }
  }

  List<SourceFile> all() {
    return files;
  }

  SourceFile at(int index) {
    return files.get(index);
  }

  /** Whether the files come in predefined splits. */
  boolean haveParts() {
    return !files.get(0).split().isEmpty();
  }

  /** Whether rows have numbers in files; those of a table have no order. */
  boolean areOrdered() {
    return files.stream().noneMatch(SourceFile::isTable);
  }

  /** The index of the file that a reader calls by this path. */
  int indexOf(String path) {
    Integer exact = byPath.get(path);
    Integer found = exact == null ? byPath.get(withoutScheme(path)) : exact;
    if (found == null) {
      throw new IllegalStateException("no source file has the path " + path);
    }
    return found;
  }

  private static String withoutScheme(String path) {
    return SCHEME.matcher(path).replaceFirst("");
  }
}
