package io.valora.testing.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Spark that Maven laid down, and the way that its programs are started. */
public final class SparkHome {
  private static final Path HOME = Path.of("target/spark-home").toAbsolutePath();

  private SparkHome() {}

  /** What every program of Spark finds in its environment. */
  public static Map<String, String> environment(Path scratch) {
    return Map.of(
        "SPARK_HOME",
        HOME.toString(),
        "SPARK_SCALA_VERSION",
        "2.12",
        "SPARK_LOCAL_IP",
        "127.0.0.1",
        "SPARK_LOCAL_DIRS",
        scratch.toString(),
        "OMP_NUM_THREADS",
        "1",
        "OPENBLAS_NUM_THREADS",
        "1");
  }

  /** The jars as a class path. */
  public static String jars() {
    return HOME.resolve("jars") + "/*";
  }

  /**
   * A Java command line.
   *
   * @param options of the JVM, the class path among them
   */
  public static List<String> java(List<String> options, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add("@" + Path.of("conf/jvm-options").toAbsolutePath());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // With one compiler the JVM keeps room for a fifth of the code that it does with two.
    command.add("-XX:ReservedCodeCacheSize=240m");
    command.addAll(options);
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
