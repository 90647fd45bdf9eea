package io.valora.testing.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/** A resource manager and two node managers in this JVM; containers are processes of their own. */
public final class YarnCluster implements AutoCloseable {
  private final Path folder;
  private final MiniYARNCluster cluster;
  private final Path hadoopConf;

  /**
   * @param storage configuration of the default file system
   */
  public YarnCluster(Path folder, Configuration storage) throws IOException {
    this.folder = folder;
    YarnConfiguration configuration = new YarnConfiguration(storage);
    configuration.setInt("yarn.nodemanager.resource.memory-mb", 6144);
    configuration.setInt("yarn.scheduler.minimum-allocation-mb", 128);
    configuration.setBoolean("yarn.nodemanager.pmem-check-enabled", false);
    configuration.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
    // The disks of a machine that builds software may be fuller than a node's should be.
    configuration.setFloat(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", 100);
    configuration.set("yarn.application.classpath", "");
    // One of the mini cluster's own classes, which Spark hasn't.
    configuration.unset("net.topology.node.switch.mapping.impl");
    configuration.set("yarn.scheduler.capacity.root.queues", "default");
    configuration.set("yarn.scheduler.capacity.root.default.capacity", "100");
    configuration.set("yarn.scheduler.capacity.maximum-am-resource-percent", "0.5");
    System.setProperty("test.build.data", folder.toString());
    System.setProperty("test.build.dir", folder.toString());
    this.cluster = new MiniYARNCluster("valora", 2, 1, 1);
    cluster.init(configuration);
    cluster.start();
    this.hadoopConf = Files.createDirectories(folder.resolve("hadoop-conf"));
    write("core-site.xml");
    write("yarn-site.xml");
  }

  /**
   * @param deployMode where the driver runs, {@code client} or {@code cluster}
   */
  public SparkMaster master(String deployMode) {
    return SparkMaster.yarn(deployMode, hadoopConf);
  }

  /** What YARN says of the application that ended last. */
  public ApplicationReport lastApplication() throws IOException, YarnException {
    try (YarnClient client = YarnClient.createYarnClient()) {
      client.init(cluster.getConfig());
      client.start();
      return client.getApplications().stream()
          .max(Comparator.comparing(ApplicationReport::getFinishTime))
          .orElseThrow();
    }
  }

  /** What the containers of an application wrote. */
  public String logs(String application) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().contains(application))
          .filter(file -> file.endsWith("stdout") || file.endsWith("stderr"))
          .map(YarnCluster::text)
          .collect(Collectors.joining("\n"));
    }
  }

  @Override
  public void close() {
    cluster.stop();
  }

  private void write(String name) throws IOException {
    try (OutputStream out = Files.newOutputStream(hadoopConf.resolve(name))) {
      cluster.getConfig().writeXml(out);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
