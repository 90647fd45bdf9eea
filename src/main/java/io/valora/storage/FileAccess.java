package io.valora.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/** Access to the files of one machine or of file systems of Hadoop, without retries. */
interface FileAccess {
  /** The same files, where {@code allowed} runs before a new file takes its place. */
  FileAccess guardedBy(Runnable allowed);

  /** The address with scheme and absolute path. */
  String absolute(String uri) throws IOException;

  boolean exists(String uri) throws IOException;

  boolean isFolder(String uri) throws IOException;

  Instant modified(String uri) throws IOException;

  /**
   * @throws java.io.FileNotFoundException when there is none
   */
  InputStream open(String uri) throws IOException;

  /** The bytes that a packed file stands for. */
  InputStream openUnpacked(String uri) throws IOException;

  /** A new file in the place of one that is there. */
  OutputStream create(String uri) throws IOException;

  /** In place: a reader may see a part of it. */
  void overwrite(String uri, byte[] content) throws IOException;

  /** Refuses where another is there. */
  void createNew(String uri, byte[] content) throws IOException;

  /** Replaced at once. */
  void write(String uri, FileContent content) throws IOException;

  void move(String from, String to) throws IOException;

  /** With all in it. */
  void delete(String uri) throws IOException;

  /** Every file below a folder, also hidden ones. */
  List<StoredFile> below(String folder) throws IOException;

  /** The names in a folder; none when it doesn't exist. */
  List<String> names(String folder) throws IOException;

  /** Every file that a path, a folder or a glob names, sorted. */
  List<StoredFile> find(String pathOrGlob) throws IOException;

  /** The rows of a Parquet table. */
  ParquetNumbers parquet(Storage storage, String folder);
}
