package io.valora.testing.cluster;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;

/** A name node and a data node in this JVM, which others reach over loopback. */
public final class HdfsCluster implements AutoCloseable {
  private final MiniDFSCluster cluster;

  public HdfsCluster(Path folder) throws IOException {
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    cluster = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
    cluster.waitClusterUp();
  }

  /** With the file system as the default one. */
  public Configuration configuration() throws IOException {
    return new Configuration(cluster.getConfiguration(0));
  }

  /** The address of a path. */
  public String uri(String path) {
    return cluster.getURI() + path;
  }

  /** Leaves no space for another byte below a folder. */
  public void fill(String path) throws IOException {
    limit(path, 1);
  }

  public void makeSpace(String path) throws IOException {
    limit(path, HdfsConstants.QUOTA_RESET);
  }

  private void limit(String path, long bytes) throws IOException {
    cluster
        .getFileSystem()
        .setQuota(new org.apache.hadoop.fs.Path(path), HdfsConstants.QUOTA_DONT_SET, bytes);
  }

  @Override
  public void close() {
    cluster.shutdown(true);
  }
}
