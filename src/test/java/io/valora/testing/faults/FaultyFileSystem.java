package io.valora.testing.faults;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/** This machine's disk at {@code faulty:/…}, where calls go wrong as a {@link FaultPlan} says. */
public class FaultyFileSystem extends RawLocalFileSystem {
  public static final String SCHEME = "faulty";
  private FaultPlan plan = FaultPlan.none();
  private boolean listing;

  @Override
  public void initialize(URI uri, Configuration hadoop) throws IOException {
    super.initialize(uri, hadoop);
    plan = FaultPlan.of(hadoop);
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    plan.call();
    return super.open(path, buffer);
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path path, boolean append, FsPermission permission) throws IOException {
    plan.call();
    return new HalfWriting(super.createOutputStreamWithMode(path, append, permission), plan);
  }

  @Override
  protected OutputStream createOutputStream(Path path, boolean append) throws IOException {
    plan.call();
    return new HalfWriting(super.createOutputStream(path, append), plan);
  }

  /** As they are: the local one would start a process for each file. */
  @Override
  public void setPermission(Path path, FsPermission permission) {}

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    plan.call();
    return super.rename(from, to);
  }

  /** In one step, as on HDFS. */
  public void replace(Path from, Path to) throws IOException {
    plan.call();
    Files.move(pathToFile(from).toPath(), pathToFile(to).toPath(), ATOMIC_MOVE, REPLACE_EXISTING);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    plan.call();
    return super.delete(path, recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    plan.call();
    listing = true;
    FileStatus[] found;
    try {
      found = super.listStatus(path);
    } finally {
      listing = false;
    }
    for (int i = 0; i < found.length; i++) {
      found[i] = plain(found[i]);
    }
    return found;
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    if (!listing) { // a list is one call
      plan.call();
    }
    return plain(super.getFileStatus(path));
  }

  /** The local one asks for permissions later, at an address that must begin with file. */
  private static FileStatus plain(FileStatus local) {
    return new FileStatus(
        local.getLen(),
        local.isDirectory(),
        1,
        local.getBlockSize(),
        local.getModificationTime(),
        local.getPath());
  }

  /** Writes the first half before it asks whether the write goes well. */
  private static final class HalfWriting extends FilterOutputStream {
    private final FaultPlan plan;

    HalfWriting(OutputStream out, FaultPlan plan) {
      super(out);
      this.plan = plan;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length / 2);
      out.flush();
      plan.write();
      out.write(bytes, offset + length / 2, length - length / 2);
    }
  }
}
