package io.valora.testing.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a job is submitted to.
 *
 * @param url of the master
 * @param deployMode where the driver runs, {@code client} or {@code cluster}
 * @param properties the name of a file in {@code conf/spark}
 * @param settings {@code spark.*} properties laid over the file
 * @param hadoopConf folder of Hadoop's configuration files
 */
public record SparkMaster(
    String url,
    String deployMode,
    String properties,
    Map<String, String> settings,
    Optional<Path> hadoopConf) {
  private static final Map<String, String> ON_LOOPBACK =
      Map.of("spark.driver.host", "127.0.0.1", "spark.driver.bindAddress", "127.0.0.1");

  /** A small table on few cores: each partition costs more than its rows. */
  private static final Map<String, String> FEW_PARTITIONS =
      Map.of("spark.sql.shuffle.partitions", "3");

  /** Threads of the JVM that submits. */
  public static SparkMaster local() {
    return inClientMode("local[2]", "local.conf");
  }

  /** Two executors of one core, started by the JVM that submits. */
  public static SparkMaster localCluster() {
    return inClientMode("local-cluster[2,1,1024]", "local.conf");
  }

  public static SparkMaster standalone(String url) {
    return inClientMode(url, "standalone.conf")
        .with(Map.of("spark.executor.memory", "1g", "spark.executor.cores", "1"))
        .with(FEW_PARTITIONS);
  }

  /**
   * @param hadoopConf names the resource manager
   */
  public static SparkMaster yarn(String deployMode, Path hadoopConf) {
    Map<String, String> settings =
        Map.of(
            "spark.yarn.jars",
            "local:" + SparkHome.jars(),
            "spark.driver.memory",
            "1g",
            "spark.executor.memory",
            "1g",
            "spark.executor.cores",
            "1",
            "spark.executor.instances",
            "2",
            "spark.ui.enabled",
            "false");
    return new SparkMaster("yarn", deployMode, "yarn.conf", settings, Optional.of(hadoopConf))
        .with(deployMode.equals("client") ? ON_LOOPBACK : Map.of())
        .with(FEW_PARTITIONS);
  }

  private static SparkMaster inClientMode(String url, String properties) {
    return new SparkMaster(url, "client", properties, ON_LOOPBACK, Optional.empty())
        .with(Map.of("spark.ui.enabled", "false"));
  }

  /** With more properties. */
  public SparkMaster with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(settings);
    all.putAll(more);
    return new SparkMaster(url, deployMode, properties, Map.copyOf(all), hadoopConf);
  }

  /** What stands between {@code spark-submit} and the jar. */
  public List<String> options() {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--master", url, "--deploy-mode", deployMode));
    options.addAll(List.of("--properties-file", "conf/spark/" + properties));
    settings.forEach((key, value) -> options.addAll(List.of("--conf", key + "=" + value)));
    return options;
  }

  /** What reports of tests call it. */
  @Override
  public String toString() {
    return url + " " + deployMode;
  }
}
