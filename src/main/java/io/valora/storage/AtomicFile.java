package io.valora.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Replaces or creates a file at once: on an object store the put itself is atomic; elsewhere a
 * temporary neighbor is renamed over the old file. Hadoop's own rename over a file of this machine
 * is none of one step (it deletes the old one first), so there the operating system's is used.
 */
final class AtomicFile {
  private static final Set<String> OBJECT_STORES = Set.of("s3a", "s3", "gs", "abfs", "abfss");

  private final Configuration hadoop;
  private final Runnable guard;

  /**
   * @param guard asked when the new content is complete, right before it takes its place
   */
  AtomicFile(Configuration hadoop, Runnable guard) {
    this.hadoop = hadoop;
    this.guard = guard;
  }

  /** A failure of {@code content} or of the guard leaves the old file, or none. */
  void write(Path path, FileContent content) throws IOException {
    FileSystem system = path.getFileSystem(hadoop);
    Path target = system.makeQualified(path);
    if (isObjectStore(system)) {
      put(system, target, content);
    } else if (system.getScheme().equals("file")) {
      local(target).replace(content, guard);
    } else {
      FileContext context = FileContext.getFileContext(target.toUri(), hadoop);
      rename(context, target, content, Rename.OVERWRITE);
    }
  }

  /** In place: a reader may see a part of it. */
  void overwrite(Path path, byte[] content) throws IOException {
    FileSystem system = path.getFileSystem(hadoop);
    if (system.getScheme().equals("file")) {
      local(system.makeQualified(path)).overwrite(content);
    } else {
      try (OutputStream out = system.create(path, true)) {
        out.write(content);
      }
    }
  }

  /**
   * Writes a file that isn't there; one with the same content is an earlier try of this write.
   *
   * @throws FileAlreadyExistsException when it is there with another content
   */
  void createNew(Path path, byte[] content) throws IOException {
    FileSystem system = path.getFileSystem(hadoop);
    Path target = system.makeQualified(path);
    try {
      if (isObjectStore(system)) {
        if (system.exists(target)) {
          throw new FileAlreadyExistsException(target.toString());
        }
        put(system, target, out -> out.write(content));
      } else if (system.getScheme().equals("file")) {
        local(target).createNew(content, guard);
      } else {
        FileContext context = FileContext.getFileContext(target.toUri(), hadoop);
        rename(context, target, out -> out.write(content), Rename.NONE);
      }
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException there) {
      try (InputStream in = system.open(target)) {
        if (!Arrays.equals(in.readAllBytes(), content)) {
          throw new FileAlreadyExistsException("it is there already");
        }
      }
    }
  }

  /** Whether a file appears when its stream is closed, whole. */
  static boolean isObjectStore(FileSystem system) {
    return OBJECT_STORES.contains(system.getScheme());
  }

  private static LocalFile local(Path path) {
    return new LocalFile(java.nio.file.Path.of(path.toUri().getPath()));
  }

  private void put(FileSystem system, Path target, FileContent content) throws IOException {
    FSDataOutputStream out = system.create(target, true);
    try {
      content.writeTo(out);
      guard.run();
    } catch (IOException | RuntimeException e) {
      // Closing would publish what was written so far.
      if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        out.abort();
      }
      throw e;
    }
    out.close();
  }

  private void rename(FileContext context, Path target, FileContent content, Rename over)
      throws IOException {
    Path temporary = new Path(target.getParent(), LocalFile.temporaryName(target.getName()));
    EnumSet<CreateFlag> flags = EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE);
    try {
      try (OutputStream out = context.create(temporary, flags, CreateOpts.createParent())) {
        content.writeTo(out);
      }
      guard.run();
      context.rename(temporary, target, over);
    } catch (IOException | RuntimeException e) {
      delete(context, temporary, e);
      throw e;
    }
  }

  private static void delete(FileContext context, Path temporary, Exception because) {
    try {
      context.delete(temporary, false);
    } catch (IOException | RuntimeException second) {
      because.addSuppressed(second);
    }
  }
}
