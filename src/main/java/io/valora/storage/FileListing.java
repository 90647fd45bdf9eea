package io.valora.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files below a folder. An object store lists them all at once; elsewhere each folder is a call
 * of its own, and tried again alone when it fails.
 */
record FileListing(FileSystem system) {
  /** Also hidden ones; none when the folder doesn't exist. */
  List<StoredFile> below(Path folder) throws IOException {
    List<StoredFile> files = new ArrayList<>();
    try {
      if (AtomicFile.isObjectStore(system)) {
        addAll(folder, files);
      } else {
        add(folder, files);
      }
    } catch (FileNotFoundException absent) {
      return List.of();
    }
    return files;
  }

  static StoredFile stored(FileStatus status) {
    return new StoredFile(
        status.getPath().toString(),
        status.getLen(),
        Instant.ofEpochMilli(status.getModificationTime()));
  }

  private void addAll(Path folder, List<StoredFile> files) throws IOException {
    RemoteIterator<LocatedFileStatus> all = system.listFiles(folder, true);
    while (all.hasNext()) {
      files.add(stored(all.next()));
    }
  }

  private void add(Path folder, List<StoredFile> files) throws IOException {
    for (FileStatus status : Retries.run(() -> system.listStatus(folder))) {
      if (status.isDirectory()) {
        add(status.getPath(), files);
      } else {
        files.add(stored(status));
      }
    }
  }
}
