package io.valora.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's files of this machine, with permissions set by the process itself. Where Hadoop's native
 * library isn't there, as on most machines, the original starts a {@code chmod} for each file.
 */
final class LocalHadoopFiles extends LocalFileSystem {
  private static final URI FILES = URI.create("file:///");

  private LocalHadoopFiles() {
    super(new Permitting());
  }

  /**
   * Puts it in the place of the original for all of this process, Spark's threads among them. Other
   * processes needn't have this class.
   */
  static synchronized void use(Configuration hadoop) {
    try {
      FileSystem present = FileSystem.get(FILES, hadoop);
      if (present.getClass() == LocalFileSystem.class) {
        present.close(); // leaves Hadoop's cache
        Configuration own = new Configuration(hadoop);
        own.setClassLoader(LocalHadoopFiles.class.getClassLoader());
        own.setClass("fs.file.impl", LocalHadoopFiles.class, FileSystem.class);
        FileSystem.get(FILES, own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Permitting extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      PosixFileAttributeView view =
          Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
      if (view == null || permission.getStickyBit()) {
        super.setPermission(path, permission);
      } else {
        view.setPermissions(PosixFilePermissions.fromString(permission.toString()));
      }
    }
  }
}
