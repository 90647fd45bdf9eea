package io.valora.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A file of this machine, written by the operating system: Hadoop would keep checksums of it beside
 * it, and can't replace both in one step.
 */
record LocalFile(Path path) {
  /** The name of a file that will take the place of another. */
  static String temporaryName(String name) {
    return "." + name + "." + UUID.randomUUID();
  }

  /** Readers may see a part of it. */
  void overwrite(byte[] content) throws IOException {
    Files.createDirectories(path.getParent());
    Files.write(path, content);
  }

  /** A failure of {@code content} or {@code guard} leaves the old file, or none. */
  void replace(FileContent content, Runnable guard) throws IOException {
    Files.createDirectories(path.getParent());
    Path temporary = path.resolveSibling(temporaryName(path.getFileName().toString()));
    try {
      try (OutputStream out = Files.newOutputStream(temporary)) {
        content.writeTo(out);
      }
      guard.run();
      // Hadoop would compare the new content with the checksums of the old.
      Files.deleteIfExists(path.resolveSibling("." + path.getFileName() + ".crc"));
      Files.move(temporary, path, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  /**
   * By a second name for a whole file, which the operating system refuses where there is one.
   *
   * @throws FileAlreadyExistsException when it is there
   */
  void createNew(byte[] content, Runnable guard) throws IOException {
    Files.createDirectories(path.getParent());
    Path temporary = path.resolveSibling(temporaryName(path.getFileName().toString()));
    try {
      Files.write(temporary, content);
      guard.run();
      try {
        Files.createLink(path, temporary);
      } catch (FileAlreadyExistsException there) {
        throw there;
      } catch (FileSystemException | UnsupportedOperationException withoutLinks) {
        Files.move(temporary, path);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
