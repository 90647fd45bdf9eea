package io.valora.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.valora.base.JobException;
import io.valora.base.Outcome;
import io.valora.base.Secrets;
import io.valora.base.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * Files on {@code file:}, {@code hdfs:}, {@code s3a:} or any other file system of Hadoop. Failures
 * become {@code Cannot read …} or {@code Cannot write …} with their reason, after a few retries
 * where they may be transient.
 */
public final class Storage {
  private static final Runnable NO_GUARD = () -> {};
  private static final int BUFFER_BYTES = 1 << 16;

  /** As {@link LocalFile#temporaryName} and Hadoop's checksums of it. */
  private static final Pattern TEMPORARY =
      Pattern.compile("\\.{1,2}.+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\\.crc)?");

  private final FileAccess files;
  private final Runnable guard;

  public Storage(Configuration hadoop) {
    this(new HadoopFiles(hadoop, NO_GUARD), NO_GUARD);
    LocalHadoopFiles.use(hadoop);
  }

  private Storage(FileAccess files, Runnable guard) {
    this.files = files;
    this.guard = guard;
  }

  /** Files of this machine, where Hadoop's libraries needn't be there. */
  public static Storage ofThisMachine() {
    return new Storage(new LocalFiles(NO_GUARD), NO_GUARD);
  }

  /** Whether an address is one of this machine. */
  public static boolean isOfThisMachine(String uri) {
    return LocalFiles.has(uri);
  }

  /**
   * The same files with a guard: before each change {@code allowed} runs, and its exception
   * prevents the change. Earlier guards run too.
   */
  public Storage guardedBy(Runnable allowed) {
    Runnable both =
        () -> {
          guard.run();
          allowed.run();
        };
    return new Storage(files.guardedBy(both), both);
  }

  /** The same files without a guard. */
  public Storage unguarded() {
    return new Storage(files.guardedBy(NO_GUARD), NO_GUARD);
  }

  /** Throws if the guard forbids changes, e.g. after the lease is lost. */
  public void requireAllowed() {
    guard.run();
  }

  /** The address with scheme and absolute path; a bare path is one of the default file system. */
  public String absolute(String uri) {
    return attempt("open", uri, () -> files.absolute(uri));
  }

  public boolean exists(String uri) {
    return attempt("read", uri, () -> files.exists(uri));
  }

  public boolean isFolder(String uri) {
    return exists(uri) && attempt("read", uri, () -> files.isFolder(uri));
  }

  /** When the file was last written, by the clock of the file system. */
  public Instant modified(String uri) {
    return attempt("read", uri, () -> files.modified(uri));
  }

  public String readText(String uri) {
    return new String(readBytes(uri), UTF_8);
  }

  public byte[] readBytes(String uri) {
    return attempt("read", uri, () -> bytes(uri));
  }

  /** The text of a file that may have gone, or never was. */
  public Optional<String> textOf(String uri) {
    return attempt(
        "read",
        uri,
        () -> {
          try {
            return Optional.of(new String(bytes(uri), UTF_8));
          } catch (FileNotFoundException absent) {
            return Optional.empty();
          }
        });
  }

  /** The SHA-256 of a file's bytes, in lower-case hexadecimal digits; it is read in pieces. */
  public String sha256(String uri) {
    return attempt(
        "read",
        uri,
        () -> {
          MessageDigest digest = Sha256.digest();
          try (InputStream in = files.open(uri)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
              digest.update(buffer, 0, count);
            }
          }
          return Sha256.hex(digest);
        });
  }

  /** Opens a file to read it piece by piece; failures while reading name the file too. */
  public InputStream open(String uri) {
    return attempt("read", uri, () -> new InputOfFile(files.open(uri), uri));
  }

  /** The same of a file that one of Hadoop's codecs unpacks, which is told by the name's end. */
  public InputStream openUnpacked(String uri) {
    return attempt("read", uri, () -> files.openUnpacked(uri));
  }

  /** Opens a new file, replacing one of that name; readers may see it half written. */
  public OutputStream create(String uri) {
    guard.run();
    return attempt("write", uri, () -> files.create(uri));
  }

  /** Writes a small file in place: a reader may see a part of it, and no other file is there. */
  public void overwrite(String uri, String text) {
    guard.run();
    change("write", uri, () -> files.overwrite(uri, text.getBytes(UTF_8)));
  }

  /**
   * Writes a small file, whole and at once, and refuses where another is there; an object store may
   * fail to see one that is written at the same moment.
   */
  public void createNew(String uri, String text) {
    change("write", uri, () -> files.createNew(uri, text.getBytes(UTF_8)));
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
    change("write", uri, () -> files.write(uri, content));
  }

  /** Gives a file or a folder another name, in one step on all but object stores. */
  public void move(String from, String to) {
    guard.run();
    change("write", to, () -> files.move(from, to));
  }

  /** Removes a file or a folder with all in it; absent is fine. */
  public void delete(String uri) {
    guard.run();
    change("delete", uri, () -> files.delete(uri));
  }

  /** Removes temporary files of interrupted writers below a folder: nobody may be writing there. */
  public void deleteTemporaryFiles(String folder) {
    for (StoredFile file : attempt("list", folder, () -> files.below(folder))) {
      String name = file.uri().substring(file.uri().lastIndexOf('/') + 1);
      if (TEMPORARY.matcher(name).matches()) {
        delete(file.uri());
      }
    }
  }

  /** The names in a folder, sorted; none when it doesn't exist. */
  public List<String> names(String folder) {
    return attempt("list", folder, () -> files.names(folder)).stream().sorted().toList();
  }

  /**
   * Every file that a path, a folder (with its sub-folders) or a glob names, sorted; hidden ones
   * left out. A file that exists is found whatever characters its name has.
   */
  public List<StoredFile> find(String pathOrGlob) {
    return attempt("read", pathOrGlob, () -> files.find(pathOrGlob));
  }

  /** The numbers of a Parquet table, read without Spark. */
  public ParquetNumbers parquet(String folder) {
    return files.parquet(this, folder);
  }

  private byte[] bytes(String uri) throws IOException {
    try (InputStream in = files.open(uri)) {
      return in.readAllBytes();
    }
  }

  private static void change(String action, String uri, Change work) {
    attempt(
        action,
        uri,
        () -> {
          work.run();
          return null;
        });
  }

  private static <T> T attempt(String action, String uri, Retries.Work<T> work) {
    if (Secrets.inAddress(uri)) {
      throw JobException.invalid("address", uri, Secrets.REMEDY);
    }
    try {
      return Retries.run(work);
    } catch (FileNotFoundException e) {
      throw JobException.cannot(
          Outcome.INVALID_REQUEST, action + " " + uri, "it does not exist or is out of reach", e);
    } catch (IOException | IllegalArgumentException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw JobException.cannot(
          Retries.outcome(e), action + " " + uri, reason.lines().findFirst().orElse(""), e);
    }
  }

  @FunctionalInterface
  private interface Change {
    void run() throws IOException;
  }
}
