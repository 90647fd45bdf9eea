package io.valora.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateOpts;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

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

  void write(Path path, byte[] content) throws IOException {
    FileSystem system = path.getFileSystem(hadoop);
    Path target = system.makeQualified(path);
    if (OBJECT_STORES.contains(system.getScheme())) {
      try (OutputStream out = system.create(target, true)) {
        out.write(content);
      }
      return;
    }
    FileContext context = FileContext.getFileContext(target.toUri(), hadoop);
    Path temporary = new Path(target.getParent(), "." + target.getName() + "." + UUID.randomUUID());
    EnumSet<CreateFlag> flags = EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE);
    try (OutputStream out = context.create(temporary, flags, CreateOpts.createParent())) {
      out.write(content);
    }
    context.rename(temporary, target, Rename.OVERWRITE);
  }
}
