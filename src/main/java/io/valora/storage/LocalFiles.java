package io.valora.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Files of this machine, by the operating system alone: nothing of Hadoop is needed. */
record LocalFiles(Runnable guard) implements FileAccess {
  private static final String SCHEME = "file:";
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*");

  /** Whether the address is one of this machine. */
  static boolean has(String uri) {
    return uri.startsWith(SCHEME) || !ADDRESS.matcher(uri).matches();
  }

  @Override
  public FileAccess guardedBy(Runnable allowed) {
    return new LocalFiles(allowed);
  }

  @Override
  public String absolute(String uri) throws IOException {
    return SCHEME + path(uri);
  }

  @Override
  public boolean exists(String uri) throws IOException {
    return Files.exists(path(uri));
  }

  @Override
  public boolean isFolder(String uri) throws IOException {
    return Files.isDirectory(path(uri));
  }

  @Override
  public Instant modified(String uri) throws IOException {
    return Instant.ofEpochMilli(Files.getLastModifiedTime(path(uri)).toMillis());
  }

  @Override
  public InputStream open(String uri) throws IOException {
    try {
      return Files.newInputStream(path(uri));
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(e.getMessage());
    }
  }

  @Override
  public InputStream openUnpacked(String uri) throws IOException {
    throw new IOException("packed files need Hadoop's libraries");
  }

  @Override
  public OutputStream create(String uri) throws IOException {
    Path path = path(uri);
    Files.createDirectories(path.getParent());
    return Files.newOutputStream(path);
  }

  @Override
  public void overwrite(String uri, byte[] content) throws IOException {
    new LocalFile(path(uri)).overwrite(content);
  }

  @Override
  public void createNew(String uri, byte[] content) throws IOException {
    new LocalFile(path(uri)).createNew(content, guard);
  }

  @Override
  public void write(String uri, FileContent content) throws IOException {
    new LocalFile(path(uri)).replace(content, guard);
  }

  @Override
  public void move(String from, String to) throws IOException {
    Files.move(path(from), path(to));
  }

  @Override
  public void delete(String uri) throws IOException {
    Path path = path(uri);
    if (Files.exists(path)) {
      try (Stream<Path> all = Files.walk(path)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  @Override
  public List<StoredFile> below(String folder) throws IOException {
    return files(path(folder)).stream().map(LocalFiles::stored).toList();
  }

  @Override
  public List<String> names(String folder) throws IOException {
    Path path = path(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> names = Files.list(path)) {
      return names.map(name -> name.getFileName().toString()).toList();
    }
  }

  /** Of a path or a folder; hidden files are left out, and globs aren't known. */
  @Override
  public List<StoredFile> find(String pathOrGlob) throws IOException {
    Path path = path(pathOrGlob);
    return files(path).stream()
        .filter(file -> isShown(path.relativize(file)))
        .map(LocalFiles::stored)
        .sorted(Comparator.comparing(StoredFile::uri))
        .toList();
  }

  @Override
  public ParquetNumbers parquet(Storage storage, String folder) {
    throw new UnsupportedOperationException("Parquet needs Hadoop's libraries");
  }

  private static boolean isShown(Path below) {
    return StreamSupport.stream(below.spliterator(), false)
        .noneMatch(name -> StoredFile.isHidden(name.toString()));
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static StoredFile stored(Path path) {
    try {
      return new StoredFile(
          SCHEME + path,
          Files.size(path),
          Instant.ofEpochMilli(Files.getLastModifiedTime(path).toMillis()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path path(String uri) throws IOException {
    if (!has(uri)) {
      throw new FileNotFoundException(uri + " needs the libraries of its file system");
    }
    String path = uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : uri;
    return Path.of(path.replaceFirst("^/+", "/")).toAbsolutePath().normalize();
  }
}
