package io.valora.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Files on {@code file:}, {@code hdfs:}, {@code s3a:} or whatever else Hadoop reaches. What the
 * system refuses becomes {@code Cannot read …} or {@code Cannot write …} with its reason.
 */
public final class Storage {
  private final Configuration hadoop;
  private final AtomicFile atomicFile;

  public Storage(Configuration hadoop) {
    this.hadoop = hadoop;
    this.atomicFile = new AtomicFile(hadoop);
  }

  /** The address with scheme and absolute path; a bare path is one of the default file system. */
  public String absolute(String uri) {
    return attempt("open", uri, path -> path.getFileSystem(hadoop).makeQualified(path).toString());
  }

  public boolean exists(String uri) {
    return attempt("read", uri, path -> path.getFileSystem(hadoop).exists(path));
  }

  /** When the file was last written, by the clock of the file system. */
  public Instant modified(String uri) {
    return attempt(
        "read",
        uri,
        path ->
            Instant.ofEpochMilli(
                path.getFileSystem(hadoop).getFileStatus(path).getModificationTime()));
  }

  public String readText(String uri) {
    return new String(readBytes(uri), UTF_8);
  }

  public byte[] readBytes(String uri) {
    return attempt(
        "read",
        uri,
        path -> {
          try (InputStream in = path.getFileSystem(hadoop).open(path)) {
            return in.readAllBytes();
          }
        });
  }

  /** Opens a file to read it piece by piece. */
  public InputStream open(String uri) {
    return attempt("read", uri, path -> path.getFileSystem(hadoop).open(path));
  }

  /** Opens a new file, replacing one of that name; readers may see it half written. */
  public OutputStream create(String uri) {
    return attempt("write", uri, path -> path.getFileSystem(hadoop).create(path, true));
  }

  /** Replaces the file so that a reader sees the old content or the new, never half. */
  public void write(String uri, String text) {
    write(uri, text.getBytes(UTF_8));
  }

  /** As {@link #write(String, String)}. */
  public void write(String uri, byte[] content) {
    write(uri, out -> out.write(content));
  }

  /** As {@link #write(String, String)}, for what is too large to hold as bytes. */
  public void write(String uri, FileContent content) {
    attempt(
        "write",
        uri,
        path -> {
          atomicFile.write(path, content);
          return null;
        });
  }

  /** Removes a file or a folder with all in it; absent is fine. */
  public void delete(String uri) {
    attempt("delete", uri, path -> path.getFileSystem(hadoop).delete(path, true));
  }

  /** The names in a folder, sorted; none when it doesn't exist. */
  public List<String> names(String folder) {
    return attempt(
        "list",
        folder,
        path -> {
          List<String> names = new ArrayList<>();
          try {
            for (FileStatus status : path.getFileSystem(hadoop).listStatus(path)) {
              names.add(status.getPath().getName());
            }
          } catch (FileNotFoundException absent) {
            return List.of();
          }
          names.sort(Comparator.naturalOrder());
          return names;
        });
  }

  /**
   * Every file that a path, a folder (with its sub-folders) or a glob names, sorted; hidden ones
   * left out.
   */
  public List<StoredFile> find(String pathOrGlob) {
    return attempt(
        "read",
        pathOrGlob,
        path -> {
          FileSystem system = path.getFileSystem(hadoop);
          FileStatus[] matches = system.globStatus(path);
          List<StoredFile> files = new ArrayList<>();
          for (FileStatus match : matches == null ? new FileStatus[0] : matches) {
            addFiles(system, match, files);
          }
          files.sort(Comparator.comparing(StoredFile::uri));
          return files;
        });
  }

  /**
   * Writes and deletes a small file, so that a root that can't be written is known before the work
   * starts.
   */
  public void requireWritable(String folder) {
    String probe = folder + "/.write-check-" + UUID.randomUUID();
    write(probe, "");
    delete(probe);
  }

  private static void addFiles(FileSystem system, FileStatus match, List<StoredFile> files)
      throws IOException {
    if (match.isFile()) {
      files.add(new StoredFile(match.getPath().toString(), match.getLen()));
      return;
    }
    RemoteIterator<LocatedFileStatus> inside = system.listFiles(match.getPath(), true);
    while (inside.hasNext()) {
      LocatedFileStatus file = inside.next();
      String below = file.getPath().toString().substring(match.getPath().toString().length());
      if (!below.contains("/.") && !below.contains("/_")) {
        files.add(new StoredFile(file.getPath().toString(), file.getLen()));
      }
    }
  }

  private static <T> T attempt(String action, String uri, OnPath<T> work) {
    if (Secrets.inAddress(uri)) {
      throw JobException.invalid("address", uri, Secrets.REMEDY);
    }
    try {
      return work.on(new Path(uri));
    } catch (FileNotFoundException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST, action + " " + uri, "it does not exist or is out of reach", e);
    } catch (IOException | IllegalArgumentException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw JobException.cannot(
          Outcome.INVALID_REQUEST, action + " " + uri, reason.lines().findFirst().orElse(""), e);
    }
  }

  @FunctionalInterface
  private interface OnPath<T> {
    T on(Path path) throws IOException;
  }
}
