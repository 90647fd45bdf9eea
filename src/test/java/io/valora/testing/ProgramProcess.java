package io.valora.testing;

import io.valora.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    return start(log, List.of(), arguments);
  }

  /**
   * @param options of the JVM, behind those that every program gets; executors of local-cluster may
   *     be asked for
   */
  public static ProgramProcess start(Path log, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@conf/jvm-options");
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dspark.master=local[2]");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.driver.host=127.0.0.1");
    command.add("-Dspark.driver.bindAddress=127.0.0.1");
    command.addAll(options);
    command.add("-cp");
    command.add(classPath());
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    builder
        .environment()
        .put("SPARK_HOME", Path.of("target/spark-home").toAbsolutePath().toString());
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

  /** Ends it at once, without a last word, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Of the tests: the runner may have started this JVM with a jar that only lists it. */
  public static String classPath() {
    String listed = System.getProperty("surefire.test.class.path", "");
    return listed.isEmpty() ? System.getProperty("java.class.path") : listed;
  }
}
