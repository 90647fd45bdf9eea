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
 * neighbour is renamed over the old file.
 */
final class AtomicFile {
  private static final Set<String> OBJECT_STORES = Set.of("s3a", "s3", "gs", "abfs", "abfss");

  private final Configuration hadoop;

  AtomicFile(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** A failure of {@code content} leaves the old file, or none. */
  void write(Path path, FileContent content) throws IOException {
    FileSystem system = path.getFileSystem(hadoop);
    Path target = system.makeQualified(path);
    if (OBJECT_STORES.contains(system.getScheme())) {
      put(system, target, content);
    } else {
      replace(FileContext.getFileContext(target.toUri(), hadoop), target, content);
    }
  }

  private static void put(FileSystem system, Path target, FileContent content) throws IOException {
    FSDataOutputStream out = system.create(target, true);
    try {
      content.writeTo(out);
    } catch (IOException | RuntimeException e) {
      // Closing would publish what was written so far.
      if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        out.abort();
      }
      throw e;
    }
    out.close();
  }

  private static void replace(FileContext context, Path target, FileContent content)
      throws IOException {
    Path temporary = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
    EnumSet<CreateFlag> flags = EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE);
    try {
      try (OutputStream out = context.create(temporary, flags, CreateOpts.createParent())) {
        content.writeTo(out);
      }
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
