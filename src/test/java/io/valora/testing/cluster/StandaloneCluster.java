package io.valora.testing.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Spark's own master and two workers of one core, each in a process of its own. */
public final class StandaloneCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String LOOPBACK = "127.0.0.1";

  private final Path scratch;
  private final List<JavaProcess> processes = new ArrayList<>();
  private final String url;

  public StandaloneCluster(Path scratch) {
    this.scratch = scratch;
    try {
      this.url =
          start("master.Master", "--port", "0")
              .awaitLine("Starting Spark master at (spark://\\S+:[1-9]\\d*)", PATIENCE);
      for (int worker = 0; worker < 2; worker++) {
        start(
            "worker.Worker",
            "--cores",
            "1",
            "--memory",
            "1500m",
            "--work-dir",
            scratch.resolve("work-" + worker).toString(),
            url);
      }
      processes
          .subList(1, 3)
          .forEach(worker -> worker.awaitLine("(Successfully registered with master)", PATIENCE));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  public SparkMaster master() {
    return SparkMaster.standalone(url);
  }

  @Override
  public void close() {
    processes.forEach(JavaProcess::close);
  }

  private JavaProcess start(String mainClass, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--host", LOOPBACK, "--webui-port", "0"));
    arguments.addAll(List.of(more));
    JavaProcess process =
        JavaProcess.start(
            scratch.resolve("%s-%d.log".formatted(mainClass, processes.size())),
            SparkHome.environment(scratch),
            SparkHome.java(
                List.of("-cp", SparkHome.jars()),
                "org.apache.spark.deploy." + mainClass,
                arguments));
    processes.add(process);
    return process;
  }
}
