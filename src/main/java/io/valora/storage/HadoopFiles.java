package io.valora.storage;

import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** Files on any file system of Hadoop. */
final class HadoopFiles implements FileAccess {
  private final Configuration hadoop;
  private final AtomicFile atomicFile;

  HadoopFiles(Configuration hadoop, Runnable guard) {
    this.hadoop = hadoop;
    this.atomicFile = new AtomicFile(hadoop, guard);
  }

  @Override
  public FileAccess guardedBy(Runnable allowed) {
    return new HadoopFiles(hadoop, allowed);
  }

  @Override
  public String absolute(String uri) throws IOException {
    return system(uri).makeQualified(new Path(uri)).toString();
  }

  @Override
  public boolean exists(String uri) throws IOException {
    return system(uri).exists(new Path(uri));
  }

  @Override
  public boolean isFolder(String uri) throws IOException {
    return system(uri).getFileStatus(new Path(uri)).isDirectory();
  }

  @Override
  public Instant modified(String uri) throws IOException {
    return Instant.ofEpochMilli(system(uri).getFileStatus(new Path(uri)).getModificationTime());
  }

  /**
   * Hadoop takes the name of a checksum file with a colon for an address, so a file with a colon in
   * its name is read without checksums.
   */
  @Override
  public InputStream open(String uri) throws IOException {
    Path path = new Path(uri);
    FileSystem system = system(uri);
    boolean withoutChecksums =
        system instanceof ChecksumFileSystem && path.getName().indexOf(':') >= 0;
    return withoutChecksums
        ? ((ChecksumFileSystem) system).getRawFileSystem().open(path)
        : system.open(path);
  }

  @Override
  public InputStream openUnpacked(String uri) throws IOException {
    return new CompressionCodecFactory(hadoop)
        .getCodec(new Path(uri))
        .createInputStream(new InputOfFile(open(uri), uri));
  }

  @Override
  public OutputStream create(String uri) throws IOException {
    return new Flushed(system(uri).create(new Path(uri), true));
  }

  @Override
  public void overwrite(String uri, byte[] content) throws IOException {
    atomicFile.overwrite(new Path(uri), content);
  }

  @Override
  public void createNew(String uri, byte[] content) throws IOException {
    atomicFile.createNew(new Path(uri), content);
  }

  @Override
  public void write(String uri, FileContent content) throws IOException {
    atomicFile.write(new Path(uri), content);
  }

  @Override
  public void move(String from, String to) throws IOException {
    if (!system(to).rename(new Path(from), new Path(to))) {
      throw new IOException("it can't take the place of " + from);
    }
  }

  @Override
  public void delete(String uri) throws IOException {
    system(uri).delete(new Path(uri), true);
  }

  @Override
  public List<StoredFile> below(String folder) throws IOException {
    return new FileListing(system(folder)).below(new Path(folder));
  }

  @Override
  public List<String> names(String folder) throws IOException {
    try {
      return Arrays.stream(system(folder).listStatus(new Path(folder)))
          .map(status -> status.getPath().getName())
          .toList();
    } catch (FileNotFoundException absent) {
      return List.of();
    }
  }

  @Override
  public List<StoredFile> find(String pathOrGlob) throws IOException {
    Path path = FileSearch.path(pathOrGlob, hadoop);
    return new FileSearch(path.getFileSystem(hadoop)).find(path);
  }

  @Override
  public ParquetNumbers parquet(Storage storage, String folder) {
    return new ParquetNumbers(new ParquetGroups(storage, hadoop, folder));
  }

  private FileSystem system(String uri) throws IOException {
    return new Path(uri).getFileSystem(hadoop);
  }

  /** A stream that shows others what was written, where its file system can. */
  private static final class Flushed extends FilterOutputStream {
    private final FSDataOutputStream file;

    Flushed(FSDataOutputStream file) {
      super(file);
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      file.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      if (file.hasCapability(StreamCapabilities.HFLUSH)) {
        file.hflush();
      } else {
        file.flush();
      }
    }
  }
}
