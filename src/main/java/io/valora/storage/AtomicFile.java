package io.valora.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Replaces a file at once: on an object store the put itself is atomic; elsewhere a temporary
 * neighbor is renamed over the old file. Hadoop's own rename over a file of this machine is none of
 * one step (it deletes the old one first), so there the operating system's is used.
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
      LocalFile.of(target).replace(content, guard);
    } else {
      replace(FileContext.getFileContext(target.toUri(), hadoop), target, content);
    }
  }

  /** Whether a file appears when its stream is closed, whole. */
  static boolean isObjectStore(FileSystem system) {
    return OBJECT_STORES.contains(system.getScheme());
  }

  /** The name of a file that will take the place of another. */
  static String temporaryName(String name) {
    return "." + name + "." + UUID.randomUUID();
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

  private void replace(FileContext context, Path target, FileContent content) throws IOException {
    Path temporary = new Path(target.getParent(), temporaryName(target.getName()));
    EnumSet<CreateFlag> flags = EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE);
    try {
      try (OutputStream out = context.create(temporary, flags, CreateOpts.createParent())) {
        content.writeTo(out);
      }
      guard.run();
      context.rename(temporary, target, Rename.OVERWRITE);
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
