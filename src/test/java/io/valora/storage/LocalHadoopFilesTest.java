package io.valora.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalHadoopFilesTest {
  @TempDir private java.nio.file.Path folder;

  private final Configuration hadoop = new Configuration();

  @Test
  void filesOfThisMachineAreItsOwnForAllConfigurations() throws IOException {
    new Storage(hadoop);
    FileSystem files = FileSystem.get(URI.create("file:///"), new Configuration());
    assertThat(files).isInstanceOf(LocalHadoopFiles.class);
    new Storage(new Configuration());
    assertThat(FileSystem.getLocal(new Configuration())).isSameAs(files);
  }

  @Test
  void permissionsAreSetAsChmodSetsThem() throws IOException {
    new Storage(hadoop);
    FileSystem own = FileSystem.getLocal(hadoop);
    assertThat(own).isInstanceOf(LocalHadoopFiles.class);
    try (FileSystem original = new LocalFileSystem()) {
      original.initialize(URI.create("file:///"), hadoop);
      for (short mode : new short[] {0777, 0750, 0600, 0444, 01777}) {
        assertThat(permissions(own, "own-%o".formatted(mode), mode))
            .as("%o", mode)
            .isEqualTo(permissions(original, "original-%o".formatted(mode), mode));
      }
    }
    assertThatThrownBy(
            () -> own.setPermission(path("nothing"), FsPermission.createImmutable((short) 0600)))
        .isInstanceOf(IOException.class);
  }

  private String permissions(FileSystem files, String name, short mode) throws IOException {
    FsPermission permission = FsPermission.createImmutable(mode);
    files.mkdirs(path(name), permission);
    String made = shown(name);
    files.create(path(name + ".file")).close();
    files.setPermission(path(name + ".file"), permission);
    files.setPermission(path(name), permission);
    return made + shown(name) + shown(name + ".file");
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toUri());
  }

  private String shown(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)))
        + Files.getAttribute(folder.resolve(name), "unix:mode");
  }
}
