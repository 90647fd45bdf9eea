package io.valora.testing.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of spark-submit, in a process of its own, that has ended.
 *
 * @param code its exit status
 * @param output what it wrote
 */
public record Submission(int code, String output) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** As {@link #of(SparkMaster, Path, List, List)}, shipping nothing. */
  public static Submission of(SparkMaster master, Path scratch, List<String> arguments) {
    return of(master, scratch, List.of(), arguments);
  }

  /**
   * Submits and waits for the end.
   *
   * @param scratch folder for the log and Spark's files
   * @param options of spark-submit beside the master's, such as {@code --files}
   * @param arguments of the program
   */
  public static Submission of(
      SparkMaster master, Path scratch, List<String> options, List<String> arguments) {
    List<String> submitted = new ArrayList<>(master.options());
    submitted.addAll(options);
    submitted.addAll(List.of("--class", "io.valora.cli.Main"));
    submitted.add(Path.of("target/valora.jar").toAbsolutePath().toString());
    submitted.addAll(arguments);
    String classPath = master.hadoopConf().map(conf -> conf + ":").orElse("") + SparkHome.jars();
    String logging = "-Dlog4j2.configurationFile=" + Path.of("conf/log4j2.properties").toUri();
    Map<String, String> environment = new HashMap<>(SparkHome.environment(scratch));
    master.hadoopConf().ifPresent(conf -> environment.put("HADOOP_CONF_DIR", conf.toString()));
    Path log = scratch.resolve("submission-%s.log".formatted(System.nanoTime()));
    try (JavaProcess process =
        JavaProcess.start(
            log,
            environment,
            SparkHome.java(
                List.of(logging, "-cp", classPath),
                "org.apache.spark.deploy.SparkSubmit",
                submitted))) {
      int code = process.await(PATIENCE);
      return new Submission(code, process.output());
    }
  }
}
