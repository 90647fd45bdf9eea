package io.valora.testing;

import io.valora.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a JVM of its own, for tests that kill it. */
public final class ProgramProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private ProgramProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param log file that gets what the program writes
   */
  public static ProgramProcess start(Path log, String... arguments) throws IOException {
    return start(log, List.of("-Dspark.master=local[2]"), arguments);
  }

  /**
   * @param options of the JVM, such as {@code -Dspark.master=local-cluster[2,1,1024]}
   */
  public static ProgramProcess start(Path log, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@conf/jvm-options");
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // With one compiler the JVM keeps room for a fifth of the code that it does with two.
    command.add("-XX:ReservedCodeCacheSize=240m");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.driver.host=127.0.0.1");
    command.add("-Dspark.driver.bindAddress=127.0.0.1");
    command.add("-Dspark.executor.extraClassPath=" + classPath());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath());
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // Executors get the class path of the driver; Spark wants a folder of jars all the same.
    Path home = Files.createDirectories(log.resolveSibling("spark-home"));
    Files.createDirectories(home.resolve("jars"));
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    return new ProgramProcess(builder.start(), log);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What the program wrote so far. */
  public String output() throws IOException {
    return Files.readString(log);
  }

  /** Waits for its end; its exit status. */
  public int end() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to end, by SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Ends it at once, without a last word, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** The exit status, when it ends in time. */
  public int exitCode(long seconds) throws InterruptedException, IOException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running after %d s: %s".formatted(seconds, output()));
    }
    return process.exitValue();
  }

  /** The executors that it has started, with {@code local-cluster}. */
  public List<ProcessHandle> executors() {
    return process.descendants().filter(ProcessHandle::isAlive).toList();
  }

  @Override
  public void close() {
    List<ProcessHandle> started = executors();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  /** Of the tests: the runner may have started this JVM with a jar that only lists it. */
  public static String classPath() {
    String listed = System.getProperty("surefire.test.class.path", "");
    return listed.isEmpty() ? System.getProperty("java.class.path") : listed;
  }
}
