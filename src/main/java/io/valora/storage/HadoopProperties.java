package io.valora.storage;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Hadoop's configuration as Spark derives it from its own properties, for a process that does
 * without Spark: {@code spark.hadoop.fs.s3a.endpoint} becomes {@code fs.s3a.endpoint}, and the keys
 * of an S3 store come from the environment.
 */
public final class HadoopProperties {
  private static final String SPARK = "spark.";
  private static final String PREFIX = "spark.hadoop.";
  private static final String HIVE = "spark.hive.";
  private static final String SOURCE = "Spark's properties";
  private static final String ENDPOINT = "fs.s3a.endpoint";

  private HadoopProperties() {}

  /** Spark's properties of this process by name. */
  public static Map<String, String> sparkOfProcess() {
    Map<String, String> spark = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith(SPARK)) {
        spark.put(name, System.getProperty(name));
      }
    }
    return spark;
  }

  /**
   * The configuration for this process, whose user logs in by it.
   *
   * @param spark Spark's properties by name
   * @param environment variables of the process
   */
  public static Configuration ofProcess(
      Map<String, String> spark, Map<String, String> environment) {
    Configuration hadoop = of(spark, environment);
    UserGroupInformation.setConfiguration(hadoop);
    return hadoop;
  }

  static Configuration of(Map<String, String> spark, Map<String, String> environment) {
    Configuration hadoop = new Configuration();
    setKeys(hadoop, environment);
    spark.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            hadoop.set(name.substring(PREFIX.length()), value, SOURCE);
          } else if (name.startsWith(HIVE)) {
            hadoop.set(name.substring("spark.".length()), value, SOURCE);
          }
        });
    setDefaults(hadoop, spark);
    hadoop.set("io.file.buffer.size", spark.getOrDefault("spark.buffer.size", "65536"), SOURCE);
    return hadoop;
  }

  private static void setKeys(Configuration hadoop, Map<String, String> environment) {
    String id = environment.get("AWS_ACCESS_KEY_ID");
    String secret = environment.get("AWS_SECRET_ACCESS_KEY");
    if (id == null || secret == null) {
      return;
    }
    hadoop.set("fs.s3a.access.key", id, "AWS_ACCESS_KEY_ID");
    hadoop.set("fs.s3a.secret.key", secret, "AWS_SECRET_ACCESS_KEY");
    if (environment.containsKey("AWS_SESSION_TOKEN")) {
      hadoop.set("fs.s3a.session.token", environment.get("AWS_SESSION_TOKEN"), "AWS_SESSION_TOKEN");
    }
  }

  private static void setDefaults(Configuration hadoop, Map<String, String> spark) {
    if (!spark.containsKey(PREFIX + "mapreduce.fileoutputcommitter.algorithm.version")) {
      hadoop.set("mapreduce.fileoutputcommitter.algorithm.version", "1", SOURCE);
    }
    if (!spark.containsKey(PREFIX + "fs.s3a.downgrade.syncable.exceptions")) {
      hadoop.set("fs.s3a.downgrade.syncable.exceptions", "true", SOURCE);
    }
    if (hadoop.get(ENDPOINT, "").isEmpty() && hadoop.get(ENDPOINT + ".region") == null) {
      hadoop.set(ENDPOINT, "s3.amazonaws.com", SOURCE);
    }
  }
}
