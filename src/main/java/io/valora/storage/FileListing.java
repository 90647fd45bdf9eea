package io.valora.storage;

import java.io.File;
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

  /** The files and folders in a folder. */
  List<FileStatus> in(Path folder) throws IOException {
    try {
      return List.of(Retries.run(() -> system.listStatus(folder)));
    } catch (IllegalArgumentException e) {
      // A name with a colon, which Hadoop takes for an address.
      if (!system.getScheme().equals("file")) {
        throw e;
      }
      return inLocal(folder);
    }
  }

  private List<FileStatus> inLocal(Path folder) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    String path = folder.toUri().getPath();
    String[] names = new File(path).list();
    if (names == null) {
      throw new IOException("the folder can't be listed");
    }
    for (String name : names) {
      if (!name.matches("\\..*\\.crc")) {
        files.add(
            system.getFileStatus(new Path(folder.toUri().getScheme(), null, path + "/" + name)));
      }
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
    for (FileStatus status : in(folder)) {
      if (status.isDirectory()) {
        add(status.getPath(), files);
      } else {
        files.add(stored(status));
      }
    }
  }
}
